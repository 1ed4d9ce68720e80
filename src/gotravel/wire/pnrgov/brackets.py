"""What reservation systems write in brackets behind a given name: `JANE MRS(INFDOE/TIM/01JAN25)`, `TOM(CHD)`.

A traveller just named in, its name and kind set right and the infants of the brackets out. Never: an infant that stays a
part of the adult's name, or brackets of another meaning taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from gotravel.domain.message import PersonKind, Sex
from gotravel.wire.person_dates import birth_date
from gotravel.wire.person_names import split_title
from gotravel.wire.pnrgov.draft import Told, TravellerDraft

BIRTH: Final = "IDDOB"
BRACKET: Final = re.compile(r"\s*\(([^()]*)\)?")
Types = Mapping[str, tuple[PersonKind, Sex | None]]


def infants_of(one: TravellerDraft, types: Types, departure: str | None) -> list[TravellerDraft]:
    found: list[TravellerDraft] = []

    def told(match: re.Match[str]) -> str:
        inside = match[1].strip().upper()
        type_, _, born = inside.partition("/")
        if type_ in types and not type_.startswith("INF"):
            one.kind, one.sex = types[type_]
            one.born = _told(born, departure, one.segment) or one.born
        elif inside.startswith("INF"):
            found.append(_infant(one, match[1].strip()[3:], departure))
        elif inside.startswith(BIRTH):
            one.born = _told(inside.removeprefix(BIRTH), departure, one.segment) or one.born
        else:
            return match.group()
        return ""

    one.given = BRACKET.sub(told, one.given or "").strip() or None
    return found


def _infant(adult: TravellerDraft, text: str, departure: str | None) -> TravellerDraft:
    """Without a family name of its own it has the adult's."""
    parts = [part.strip() for part in text.split("/") if part.strip()]
    born = parts.pop() if len(parts) > 1 and any(map(str.isdigit, parts[-1])) else ""
    family, given, *_ = (*parts, "", "") if len(parts) > 1 else (adult.family or "", *parts, "")
    name, title = split_title(given) if given else (None, None)
    infant = TravellerDraft(adult.segment, family or None, name)
    infant.kind, infant.title = PersonKind.INFANT, title
    infant.travels_with(adult)
    infant.born = _told(born, departure, adult.segment)
    return infant


def _told(born: str, departure: str | None, segment: int) -> Told | None:
    day = birth_date(born, "", departure)[0] if born else None
    return (day, segment) if day else None
