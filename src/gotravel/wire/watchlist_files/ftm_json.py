"""FollowTheMoney entities, one JSON object a line or one array: persons and the papers that name them as holder.

Goes in: the file's bytes. Comes out: its persons. Never: a company, a line skipped in silence: a broken line refuses the
file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from gotravel.domain.errors import InvalidInput
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, Category, NameKind
from gotravel.wire.watchlist_files.births import births
from gotravel.wire.watchlist_files.entries import Tally, digest, divided, document, names_of, usable
from gotravel.wire.watchlist_files.read import EntryDraft, ListFile

PERSONS: Final = frozenset({"Person"})
PAPERS: Final = {"Passport": "P", "Identification": "I"}
NAMES: Final = (
    ("name", NameKind.PRIMARY), ("alias", NameKind.GOOD), ("previousName", NameKind.GOOD), ("weakAlias", NameKind.WEAK),
)  # fmt: skip
NUMBERS: Final = (("passportNumber", "P"), ("idNumber", "I"))
NATIONS: Final = ("nationality", "citizenship")
SEXES: Final = {"male": "M", "female": "F", "other": "X", "m": "M", "f": "F"}
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
EXPIRES: Final = ("endDate", "expiryDate")


class Entity(msgspec.Struct):
    id: str
    schema: str
    properties: dict[str, list[str] | str] = {}
    """Every property is a list of texts; some writers put a single text."""
    caption: str | None = None
    last_change: str | None = None


def read_ftm(raw: bytes) -> ListFile:
    entities = list(_entities(raw))
    persons = [(line, one) for line, one in entities if one.schema in PERSONS]
    if not persons:
        raise InvalidInput("The file holds no entity of schema Person. An empty list is suspended, not imported.")
    papers = _papers(one for _, one in entities if one.schema in PAPERS)
    tally = Tally()
    tally.add(
        "list-not-persons", sum(1 for _, one in entities if one.schema not in PERSONS and one.schema not in PAPERS)
    )
    drafts = tuple(_entry(line, one, papers.get(one.id, []), tally) for line, one in persons)
    return ListFile(drafts, tally.findings)


def _entities(raw: bytes) -> Iterator[tuple[int, Entity]]:
    """(line or ordinal, entity)"""
    if raw.lstrip().startswith(b"["):
        for number, item in enumerate(_json(raw, 1, list[Any]), 1):
            yield number, _entity(item, f"Entity {number}")
        return
    for number, line in enumerate(raw.split(b"\n"), 1):
        if line.strip():
            yield number, _entity(_json(line, number, dict[str, Any]), f"Line {number}")


def _json(text: bytes, line: int, kind: Any) -> Any:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise InvalidInput(
            f"Line {line}: this is no JSON object of an entity. Ask the list's owner for a whole file."
        ) from fault


def _entity(item: Any, place: str) -> Entity:
    try:
        return msgspec.convert(item, Entity)
    except msgspec.ValidationError as fault:
        raise InvalidInput(f"{place}: the entity needs id, schema and properties with lists of texts.") from fault


def _texts(entity: Entity, name: str) -> list[str]:
    held = entity.properties.get(name, [])
    return [text.strip() for text in ([held] if isinstance(held, str) else held) if text.strip()]


def _papers(entities: Iterator[Entity]) -> dict[str, list[TravelDocument]]:
    """Papers are entities of their own; `holder` names the person."""
    papers: dict[str, list[TravelDocument]] = {}
    for one in entities:
        number = next(iter(_texts(one, "number")), "")
        issuer = next(iter(_texts(one, "country")), None)
        expires = next((day for name in EXPIRES for day in _texts(one, name) if DAY.fullmatch(day)), None)
        for holder in _texts(one, "holder") if number else ():
            papers.setdefault(holder, []).append(document(PAPERS[one.schema], number, issuer, expires))
    return papers


def _entry(line: int, entity: Entity, papers: list[TravelDocument], tally: Tally) -> EntryDraft:
    if not entity.id.strip():
        raise InvalidInput(f"Line {line}: id is empty.")
    texts = [(text, kind) for name, kind in NAMES for text in _texts(entity, name)]
    given = " ".join([*_texts(entity, "firstName")[:1], *_texts(entity, "middleName")[:1]])
    family = next(iter(_texts(entity, "lastName")), "")
    whole = f"{given} {family}".strip()
    names = names_of(texts or [(whole or entity.caption or "", NameKind.PRIMARY)])
    names = tuple(divided(name, family, given) for name in names)
    numbers = [document(kind, text) for name, kind in NUMBERS for text in _texts(entity, name)]
    known = {paper.number for paper in papers}
    return EntryDraft(
        reference=entity.id.strip(),
        version=digest(sorted((name, _texts(entity, name)) for name in entity.properties), papers),
        names=usable(names, f"Line {line}", "name"),
        born=_births(entity, tally),
        nationalities=tally.nations(text for name in NATIONS for text in _texts(entity, name)),
        sex=next((SEXES[text.lower()] for text in _texts(entity, "gender") if text.lower() in SEXES), None),
        documents=(*papers, *(paper for paper in dict.fromkeys(numbers) if paper.number not in known)),
        birth_places=tuple(_texts(entity, "birthPlace")),
        category=_category(entity),
        nominator=next(iter(_texts(entity, "publisher")), None),
        note=next(iter(_texts(entity, "position")), None),
    )


def _category(entity: Entity) -> Category:
    """A missing person is no suspect; a person close to one is an associate."""
    topics = set(_texts(entity, "topics"))
    if "poi.missing" in topics or "missing" in topics:
        return Category.MISSING
    return Category.ASSOCIATE if topics and topics <= {"role.rca", "role.pep", "sanction.linked"} else Category.SUSPECT


def _births(entity: Entity, tally: Tally) -> tuple[BirthDate, ...]:
    """`1970-01-31`, `1970-01` and `1970` are all usual."""
    found: dict[BirthDate, None] = {}
    for text in _texts(entity, "birthDate"):
        read = births(text if DAY.fullmatch(text) else text[:4] if re.fullmatch(r"\d{4}(-\d\d)?", text) else text)
        tally.counts["list-births-unread"] += not read
        found |= dict.fromkeys(read)
    return tuple(found)
