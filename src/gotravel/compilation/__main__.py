"""`python -m gotravel.compilation`: machine code for the sources as they are now, unless it lies there already."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

from gotravel.compilation import folder
from gotravel.compilation.build import build

WITHOUT = "decoders and filter run from source, as well and about two thirds as fast"


def main() -> int:
    if folder() is not None:
        return 0
    wanting = lacking()
    if wanting:
        print(f"no {' and no '.join(wanting)}: {WITHOUT}")
        return 0
    print("compiling decoders, filter and names, about a minute ...", flush=True)
    try:
        build()
    except (OSError, RuntimeError) as fault:
        if folder() is None:  # else another process was first
            print(f"{fault}\nnot compiled: {WITHOUT}", file=sys.stderr)
    return 0


def lacking() -> list[str]:
    """What this machine has not, each with the words that mend it."""
    compiler = str(sysconfig.get_config_var("CC") or "cc").split()[0]
    headers = Path(sysconfig.get_path("include")) / "Python.h"
    tools = all(find_spec(name) for name in ("mypyc", "setuptools"))
    needed = (
        (shutil.which(compiler) is not None, f"C compiler {compiler} (Debian, Ubuntu: apt install gcc)"),
        (headers.is_file(), "Python.h (Debian, Ubuntu: apt install python3-dev)"),
        (tools, "mypy with setuptools (pip install 'gotravel[compile]')"),
    )
    return [what for there, what in needed if not there]


if __name__ == "__main__":
    raise SystemExit(main())
