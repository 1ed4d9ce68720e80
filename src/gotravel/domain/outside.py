"""What is asked at a list that stays with its owner, and what comes back.

Goes in: nothing. Comes out: frozen structs. Never: more of a traveller than the owner needs to look.
"""

from __future__ import annotations

import msgspec

from gotravel.domain.message import TravelDocument


class Question(msgspec.Struct, frozen=True):
    reference: str
    """Ours, for this consultation only: the owner learns no record number."""
    names: tuple[tuple[str, str], ...]
    """(family, given) in every spelling that is known."""
    born: str | None = None
    nationality: str | None = None
    sex: str | None = None
    documents: tuple[TravelDocument, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    reference: str
    notices: tuple[bytes, ...] = ()
    """Each one notice in the owner's JSON, read by `wire.watchlist_files`."""
