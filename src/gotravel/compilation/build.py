"""The compilation itself, about a minute of one core, once for each state of the sources.

Goes in: the sources, mypy, a C compiler. Comes out: one folder of machine code, whole or not at all. Never: a failed
installation for want of a compiler: then everything runs from source, and says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from gotravel.compilation.modules import PACKAGE, folders, modules

PROGRAM = """
import sys
from mypyc.build import mypycify
from setuptools import Distribution
from setuptools.command.build_ext import build_ext
flags = ["--config-file=", "--explicit-package-bases", "--ignore-missing-imports"]
made = mypycify([*flags, *sys.argv[1:]], opt_level="2", target_dir="c")
command = build_ext(Distribution({"name": "gotravel", "ext_modules": made}))
command.build_lib, command.build_temp = "made", "objects"
command.ensure_finalized()
command.run()
"""
FLAGS = "-fno-plt -fno-semantic-interposition"
"""Calls of the interpreter and within the library take no detour: two hundredths of the time of a push."""
OF_THE_COMPILER = 30
"""Lines of what it said that are shown where it failed."""


def build() -> Path:
    """Where it lies now. OSError where no folder can be written, RuntimeError with the compiler's words."""
    place = writable()
    with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
        made = _compiled(Path(scratch))
        shutil.rmtree(place, ignore_errors=True)
        made.rename(place)
    # In the user's cache other installations may have theirs.
    older = place.parent.glob("machine-code-*") if PACKAGE in place.parents else ()
    for other in older:
        if other != place:
            shutil.rmtree(other, ignore_errors=True)
    return place


def writable() -> Path:
    """The first place that can be written."""
    for place in folders():
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(place.parent, os.W_OK):
            return place
    raise OSError("neither the folder of the installation nor the user's cache can be written")


def _compiled(scratch: Path) -> Path:
    shutil.copytree(PACKAGE, scratch / "gotravel", ignore=shutil.ignore_patterns("__pycache__", "web", "*.csv"))
    wanted = [str(file.relative_to(PACKAGE.parent)) for file in modules().values()]
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, *wanted],
        cwd=scratch,
        env={
            **os.environ,
            "MYPYPATH": str(scratch),
            "PYTHONPATH": "",
            "CFLAGS": f"{FLAGS} {os.environ.get('CFLAGS', '')}",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if said.returncode != 0:
        raise RuntimeError("\n".join(said.stdout.splitlines()[-OF_THE_COMPILER:]))
    return scratch / "made"
