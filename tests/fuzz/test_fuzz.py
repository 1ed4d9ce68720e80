"""An hour of fuzzing (`make endure FUZZ_SECONDS=3600`), shared among the targets; and, always, every seed once."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, seeds

SECONDS = int(os.environ.get("FUZZ_SECONDS", "3600"))
"""For all targets together."""
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_is_answered(name: str) -> None:
    function = TARGETS[name][0]
    assert seeds(name)
    for path in seeds(name):
        function(path.read_bytes())


@pytest.mark.endure
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_crashes_hangs_or_swells_a_reader(name: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris has no build for this platform; hypothesis drives the same readers in the ordinary run")
    share = max(1, SECONDS // len(TARGETS))
    command = [
        sys.executable,
        "-X",
        "gotravel=interpreted",
        "-m",
        "tests.fuzz.run",
        name,
    ]  # coverage is that of the source
    command += ["--seconds", str(share), "--keep", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=share + 120, check=False)
    assert ended.returncode == 0, f"the input lies in {tmp_path}\n{ended.stderr[-3000:]}"
