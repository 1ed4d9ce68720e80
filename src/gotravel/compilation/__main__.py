"""`python -m gotravel.compilation`: machine code for the sources as they are now, unless it lies there already."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path

from gotravel.compilation import folder
from gotravel.compilation.build import build

WITHOUT = "decoders and filter run from source, as well and about two thirds as fast"


def main() -> int:
    if folder() is not None:
        return 0
    lacking = _lacking()
    if lacking:
        print(f"no {' and no '.join(lacking)}: {WITHOUT}. On Debian and Ubuntu: apt install gcc python3-dev")
        return 0
    print("compiling decoders, filter and names, about a minute ...", flush=True)
    try:
        build()
    except (OSError, RuntimeError) as fault:
        print(f"{fault}\nnot compiled: {WITHOUT}", file=sys.stderr)
    return 0


def _lacking() -> list[str]:
    compiler = str(sysconfig.get_config_var("CC") or "cc").split()[0]
    headers = Path(sysconfig.get_path("include")) / "Python.h"
    lacking = [] if shutil.which(compiler) else [f"C compiler ({compiler})"]
    return lacking if headers.is_file() else [*lacking, "Python.h"]


if __name__ == "__main__":
    raise SystemExit(main())
