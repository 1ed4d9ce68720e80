"""INTERPOL-style notices as JSON: a page of results (`_embedded.notices`), an array, or one notice a line.

Goes in: the file's bytes. Comes out: the persons sought or missing. Never: a black notice (nobody knows who it is) as an
entry; a broken notice skipped in silence.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from gotravel.domain.errors import InvalidInput
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Category, ListedName, NameKind
from gotravel.wire.watchlist_files.births import births
from gotravel.wire.watchlist_files.entries import Tally, digest, document, names_of, usable
from gotravel.wire.watchlist_files.read import EntryDraft, ListFile

CATEGORIES: Final = {
    "red": Category.SUSPECT,
    "yellow": Category.MISSING,
    "blue": Category.ASSOCIATE,
    "green": Category.CONVICT,
    "orange": Category.SUSPECT,
    "purple": Category.SUSPECT,
    "un": Category.SUSPECT,
}
UNIDENTIFIED: Final = "black"


class Warrant(msgspec.Struct):
    charge: str | None = None
    issuing_country_id: str | None = None


class Paper(msgspec.Struct):
    number: str
    type: str | None = None
    country: str | None = None


class Notice(msgspec.Struct):
    entity_id: str
    name: str | None = None
    forename: str | None = None
    type: str | None = None
    aliases: list[str] | None = None
    date_of_birth: str | None = None
    nationalities: list[str] | None = None
    sex_id: str | None = None
    place_of_birth: str | None = None
    country_of_birth_id: str | None = None
    arrest_warrants: list[Warrant] | None = None
    documents: list[Paper] | None = None


def is_notices(start: bytes) -> bool:
    return b'"entity_id"' in start or b'"_embedded"' in start or b'"notices"' in start


def read_notices(raw: bytes) -> ListFile:
    tally = Tally()
    drafts = []
    for number, item in enumerate(items(raw), 1):
        try:
            notice = msgspec.convert(item, Notice)
        except msgspec.ValidationError as fault:
            raise InvalidInput(
                f"Notice {number}: a field is missing or of the wrong type ({_where(fault)})."
            ) from fault
        if (notice.type or "").lower() == UNIDENTIFIED:
            tally.add("list-not-identified")
        else:
            drafts.append(_entry(number, notice, tally))
    if not drafts:
        raise InvalidInput(
            "The file holds no notice about an identified person. An empty list is suspended, not imported."
        )
    return ListFile(tuple(drafts), tally.findings)


def _where(fault: msgspec.ValidationError) -> str:
    """The field only: the rest of the message may hold a value."""
    return str(fault).rpartition("`$")[2].strip("`.") or "entity_id"


def items(raw: bytes) -> list[Any]:
    """The notices of a page, an array or lines, undivided."""
    try:
        held = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _lines(raw)
    if isinstance(held, dict):
        inner = held.get("_embedded", held)
        held = inner.get("notices", [held]) if isinstance(inner, dict) else [held]
    if not isinstance(held, list):
        raise InvalidInput("Line 1: there is no list of notices in the file.")
    return held


def _lines(raw: bytes) -> list[Any]:
    items = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            items += [msgspec.json.decode(line)] if line.strip() else []
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
            raise InvalidInput(f"Line {number}: this is no JSON. Ask the list's owner for a whole file.") from fault
    return items


def _entry(number: int, notice: Notice, tally: Tally) -> EntryDraft:
    reference = notice.entity_id.strip()
    if not reference:
        raise InvalidInput(f"Notice {number}: entity_id is empty.")
    charges = [warrant.charge for warrant in notice.arrest_warrants or [] if warrant.charge]
    nations = [text for text in (notice.nationalities or []) if text]
    return EntryDraft(
        reference=reference,
        version=digest(msgspec.to_builtins(notice)),
        names=_names(number, notice),
        born=_births(notice.date_of_birth or "", tally),
        nationalities=tally.nations(nations),
        sex=notice.sex_id.upper() if notice.sex_id and notice.sex_id.upper() in ("M", "F", "X") else None,
        documents=tuple(document(paper.type or "P", paper.number, paper.country) for paper in notice.documents or []),
        birth_places=(notice.place_of_birth,) if notice.place_of_birth else (),
        category=CATEGORIES.get((notice.type or "red").lower(), Category.SUSPECT),
        nominator="INTERPOL",
        offence="; ".join(charges)[:500] or None,
    )


def _names(number: int, notice: Notice) -> tuple[ListedName, ...]:
    family, given = (" ".join((text or "").split()) for text in (notice.name, notice.forename))
    whole = ", ".join(text for text in (family, given) if text)
    names = names_of([(whole, NameKind.PRIMARY), *((alias, NameKind.GOOD) for alias in notice.aliases or [])])
    return usable(names, f"Notice {number}", "name and forename")


def _births(text: str, tally: Tally) -> tuple[BirthDate, ...]:
    """`1970/12/31`, `1970/12` and `1970`: some notices know the year only."""
    if not text.strip():
        return ()
    head = text.strip()[:4]
    if len(text.strip()) in (4, 7) and head.isdecimal():
        return (BirthDate(BirthDateKind.YEAR, None, int(head), int(head)),)
    read = births(text)
    tally.counts["list-births-unread"] += not read
    return read
