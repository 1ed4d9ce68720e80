"""JSON that may be damaged: bytes in, the values that stand whole out, and whether something was lost.

What breaks off is closed where it broke off; of what is damaged inside, the objects that name somebody are picked out. Never
raises, never more than a few times the work of reading sound JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

import msgspec

LIMIT_MB: Final = 32
MOST_WORK: Final = 8
"""Characters looked at for each character of a damaged document."""
DEEPEST: Final = 60
TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],]|"', re.DOTALL)
CLOSING: Final = {"{": "}", "[": "]"}
TROUBLE: Final = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)


def loaded(raw: bytes) -> tuple[list[Any], bool]:
    """Of a damaged document the last value is `{"passengers": [...]}`: whoever is named behind the damage."""
    if len(raw) > LIMIT_MB * 1024 * 1024:
        return [], True
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return [msgspec.json.decode(raw)], False
    except TROUBLE:
        text = raw.decode("utf-8", "replace")
    try:
        return list(msgspec.json.Decoder().decode_lines(raw)), False
    except TROUBLE:
        pass  # not one document a line either
    sound, end = _closed(text)
    try:
        return [msgspec.json.decode(sound.encode()), {"passengers": _whole(text[end:])}], True
    except TROUBLE:
        return [{"passengers": _whole(text)}], True


def _closed(text: str) -> tuple[str, int]:
    """Up to the last value that stands whole, what was open there closed, and where that is."""
    opened, end, closing = "", 0, ""
    for match in TOKEN.finditer(text):
        sign = match.group()
        if sign in CLOSING:
            opened = CLOSING[sign] + opened
        elif sign in ("}", "]"):
            opened = opened[1:]
        elif sign == '"':
            break
        if sign in ("}", "]", ","):
            end, closing = match.start() + (sign != ","), opened
        if len(opened) > DEEPEST:
            break
    return text[:end] + closing, end


def _whole(text: str) -> list[Any]:
    """The outermost objects that stand whole, and of them those that name a person, in order."""
    read, found, place, work = json.JSONDecoder(strict=False).raw_decode, [], 0, MOST_WORK * len(text)
    while (place := text.find("{", place)) >= 0 and work > 0:
        try:
            value, end = read(text, place)
        except (json.JSONDecodeError, RecursionError) as fault:
            # To say in which line it stands, the standard library counts all lines before it.
            work -= fault.pos if isinstance(fault, json.JSONDecodeError) else 100_000
            place += 1
        else:
            found += _persons(value, 0)
            place = end
    return found


def _persons(value: Any, depth: int) -> list[Any]:
    """A whole object may be a person, or hold some."""
    inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if isinstance(value, dict) and value.keys() & {"detail", "lastName", "identificationCard"}:
        return [value]
    return [one for item in inside for one in _persons(item, depth + 1)] if depth < DEEPEST else []
