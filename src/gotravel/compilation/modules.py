"""Which modules are compiled, and where the machine code of exactly these sources lies.

Goes in: the sources. Comes out: names of modules, folders to look into. Never: a module that defines structs (mypyc
leaves out what their class line says) or functions for numba, which reads the interpreter's code.
"""

from __future__ import annotations

import re
import sysconfig
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent.parent
SUFFIX: Final = str(sysconfig.get_config_var("EXT_SUFFIX"))
SHARED: Final = "__mypyc"
"""What the name of the library ends in that holds the code of all."""
ROOMS: Final[dict[str, str]] = {
    "wire/edifact": "*",
    "wire/pnrgov": "*",
    "wire/paxlst": "*",
    "wire": "contacts bag_tags findings person_codes person_dates person_names persons series typeb",
    "law": "cut_words filter glance limits of_persons read_of rules segments sensitive titles unlisted",
    "domain": "cards characters",
    "names": "*",
    "screening": "asking spelled values document_key",
}
"""What every message and every traveller goes through. Of a room with a star all that can be compiled."""
NOT_COMPILED: Final = re.compile(r"^class \w+\(msgspec\.Struct\b|gotravel\.names\.compiled|^import numba", re.MULTILINE)
SEEN: Final = ("compilation", "domain", "reference", "names", "wire", "law", "screening")
"""Rooms whose types and constants the compiler sees, so that a change in any of them asks for another compilation."""


@cache
def modules() -> dict[str, Path]:
    files = (PACKAGE / room / f"{name}.py" for room, names in ROOMS.items() for name in names.split())
    found = [one for pattern in files for one in sorted(pattern.parent.glob(pattern.name))]
    return {_name(file): file for file in found if file.stem != "__init__" and _can_be(file)}


def _name(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)


def _can_be(file: Path) -> bool:
    return NOT_COMPILED.search(file.read_text(encoding="utf-8")) is None


@cache
def stamp() -> str:
    """Of the sources and of the interpreter they were compiled for."""
    known = sha256(SUFFIX.encode())
    for file in sorted(file for room in SEEN for file in (PACKAGE / room).rglob("*.py")):
        known.update(sha256(file.read_bytes()).digest())
    return known.hexdigest()[:20]


def folders() -> tuple[Path, ...]:
    """Beside the sources; where nobody may write there, in the user's cache, if this user has a home."""
    name = f"machine-code-{stamp()}"
    beside = PACKAGE / "__pycache__" / name
    try:
        return beside, Path.home() / ".cache" / "gotravel" / name
    except RuntimeError:  # an account without a home, as in a container
        return (beside,)
