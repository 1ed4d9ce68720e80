"""Character sets: the syntax identifier of UNB and the bytes in, the name of the codec to read values with out.

Never raises; what does not fit is read as ISO 8859-1 and reported.
"""

from __future__ import annotations

import codecs
from typing import Final

# ISO 9735 data element 0001 -> Python codec.
CODECS: Final = {
    "UNOA": "ascii",
    "UNOB": "ascii",
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
    "UNOL": "iso8859-15",
    "UNOW": "utf-8",
    "UNOX": "ascii",
    "UNOY": "utf-8",
    "IATA": "ascii",
    "IATB": "ascii",
}


def codec_of(data: bytes, syntax: str) -> str:
    """UTF-8 where the bytes are valid UTF-8, else the set announced, else ISO 8859-1."""
    if data.isascii() or _fits(data, "utf-8"):
        return "utf-8"
    announced = CODECS.get(syntax, "iso8859-1")
    if announced not in ("ascii", "utf-8") and _fits(data, announced):
        return announced
    return "iso8859-1"


def announced(codec: str, syntax: str) -> bool:
    """Whether text read with `codec` and holding letters beyond ASCII is what `syntax` announces."""
    return CODECS.get(syntax, codec) == codec


def mixed(data: bytes) -> str:
    """UTF-8 where the bytes are, ISO 8859-1 elsewhere: systems put together what others wrote."""
    return data.decode("utf-8", AS_LATIN)


def _as_latin(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("latin-1"), fault.end


AS_LATIN: Final = "gotravel-latin"
codecs.register_error(AS_LATIN, _as_latin)


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
