"""Knowledge compiled ahead of time to machine code by mypyc, found before its source.

Goes in: the modules of `modules.py`, and what `build.py` made of them. Comes out: imports that read half as many
messages again. Never: machine code of another source than the one that stands here: one changed letter, and the source is run.

`python -X gotravel=interpreted ...` runs the source in any case (debuggers, fuzzers guided by coverage).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

from gotravel.compilation.modules import SHARED, SUFFIX, folders, modules


class Compiled:
    """Finds what was compiled. Python asks it for every module, before it looks for sources."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = frozenset(modules())

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self._names and not name.endswith(SHARED):
            return None
        file = self._folder / f"{name.replace('.', '/')}{SUFFIX}"
        if not file.is_file():  # another compilation took its place while this process ran
            return None
        return spec_from_file_location(name, file, loader=ExtensionFileLoader(name, str(file)))


def folder() -> Path | None:
    """Where the machine code of just these sources lies, if it does."""
    return next((one for one in folders() if one.is_dir()), None)


def in_force() -> bool:
    """Whether this process runs it."""
    return any(isinstance(finder, Compiled) for finder in sys.meta_path)


def prefer() -> None:
    found = None if sys._xoptions.get("gotravel") == "interpreted" else folder()
    if found is not None and not in_force():
        sys.meta_path.insert(0, Compiled(found))
