"""Quality of screening on labelled pairs, beside the baselines whose figures stand with the data.

Goes in: the folder of the evaluation, where it is present. Comes out: its tables. Never: a figure of anything but the
production code; nothing of the data is kept here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    folder = Path(os.environ.get("GOTRAVEL_SHARED", ROOT.parent / "shared")) / "evaluation"
    measure = folder / "evaluate.py"
    if not measure.exists():
        print("The evaluation data are not on this machine: set GOTRAVEL_SHARED to the folder that holds `evaluation`.")
        return 0
    for mode in ("name", "full"):
        print(f"\n{'name only' if mode == 'name' else 'name, birth date, nationality, sex'}:", flush=True)
        command = [sys.executable, str(measure), "--plugin", "bench.screening_plugin:Product", "--mode", mode]
        subprocess.run([*command, "--bg", "64459"], cwd=ROOT, check=True)
    print("\nOn the first day, with nothing but the shipped priors; name, birth date, nationality, sex:", flush=True)
    command = [sys.executable, str(measure), "--plugin", "bench.screening_plugin:FirstDay", "--mode", "full"]
    subprocess.run([*command, "--bg", "20000"], cwd=ROOT, check=True)
    print("\nBaselines, from the README beside the data:")
    table = (line for line in (folder / "README.md").read_text("utf-8").splitlines() if line.startswith("|"))
    print("\n".join(table))
    return 0


if __name__ == "__main__":
    sys.exit(main())
