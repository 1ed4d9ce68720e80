"""Damage, one segment after another: the bytes of a message in, what was done and the damaged bytes out."""

from __future__ import annotations

from itertools import pairwise


def damaged(raw: bytes, spared: tuple[bytes, ...] = ()) -> list[tuple[str, bytes]]:
    """Every terminator lost, every tag mistyped in its first and its last letter, every segment said twice; not those of
    envelopes, nor of the tags that are spared."""
    end = raw[8:9] if raw.startswith(b"UNA") else b"'"
    ends = [at for at in range(len(raw)) if raw[at : at + 1] == end and raw[at - 1 : at] != b"?"]
    found = []
    for before, stop in pairwise(ends):
        start = before + 1 + len(raw[before + 1 : stop]) - len(raw[before + 1 : stop].lstrip())
        if not raw.startswith((b"UN", *spared), start):
            found.append((f"{start} terminator", raw[:stop] + raw[stop + 1 :]))
            found.append((f"{start} twice", raw[: stop + 1] + raw[start : stop + 1] + raw[stop + 1 :]))
            found.append((f"{start} first letter", raw[:start] + b"Q" + raw[start + 1 :]))
            found.append((f"{start} last letter", raw[: start + 2] + b"X" + raw[start + 3 :]))
    return found
