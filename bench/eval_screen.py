"""Quality of screening on labelled pairs, beside the baselines whose figures stand with the data.

Goes in: the folder of the evaluation, where it is present. Comes out: its tables, and the same recall for two halves of persons and
travellers that share nobody. Never: a figure of anything but the production code; nothing of the data is kept here.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from zlib import crc32

import numpy as np

ROOT = Path(__file__).parents[1]
HARD = ("alias_partial", "alias_unrelated", "syn_missing_given")
"""Kinds of pairs that the evaluation reports beside its headline."""
ONLY_WITH_FACTS = ("neg_homonym", "neg_samename")
RATE = 0.001


def main() -> int:
    folder = Path(os.environ.get("GOTRAVEL_SHARED", ROOT.parent / "shared")) / "evaluation"
    measure = folder / "evaluate.py"
    if not measure.exists():
        print("The evaluation data are not on this machine: set GOTRAVEL_SHARED to the folder that holds `evaluation`.")
        return 0
    for mode in ("name", "full"):
        print(f"\n{'name only' if mode == 'name' else 'name, birth date, nationality, sex'}:", flush=True)
        command = [sys.executable, str(measure), "--plugin", "bench.screening_plugin:Product", "--mode", mode]
        with tempfile.TemporaryDirectory() as scratch:
            dump = Path(scratch) / "scores.npz"
            subprocess.run([*command, "--bg", "64459", "--dump", str(dump)], cwd=ROOT, check=True)
            print(f"two halves that share nobody, recall at 0.1 %: {_halves(folder / 'pairs.tsv', dump, mode)}")
    print("\nOn the first day, with nothing but the shipped priors; name, birth date, nationality, sex:", flush=True)
    command = [sys.executable, str(measure), "--plugin", "bench.screening_plugin:FirstDay", "--mode", "full"]
    subprocess.run([*command, "--bg", "20000"], cwd=ROOT, check=True)
    print("\nBaselines, from the README beside the data:")
    table = (line for line in (folder / "README.md").read_text("utf-8").splitlines() if line.startswith("|"))
    print("\n".join(table))
    return 0


def _halves(pairs: Path, dump: Path, mode: str) -> str:
    """Listed persons by the checksum of their id, travellers alternately: each half has a threshold and a recall of its own."""
    with pairs.open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file, delimiter="\t") if mode == "full" or row["kind"] not in ONLY_WITH_FACTS
        ]
    held = np.load(dump)
    scores, labels, top = held["S"], held["Y"], held["top"]
    kinds = np.array([row["kind"] for row in rows])
    core = ~np.isin(kinds, HARD) & ~np.char.startswith(kinds, "nk_") & (labels == 1)
    half = np.array([crc32(row["entry_id"].encode()) % 2 for row in rows])
    told = []
    for number in (0, 1):
        alerts = np.sort(top[number::2])[::-1]
        threshold = np.nextafter(alerts[int(RATE * len(alerts))], np.inf)
        mine = core & (half == number)
        told.append(f"{float((scores[mine] >= threshold).mean()):.3f} of {int(mine.sum()):,}")
    return ", ".join(told)


if __name__ == "__main__":
    sys.exit(main())
