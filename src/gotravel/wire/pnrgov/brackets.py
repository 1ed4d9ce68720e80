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
from gotravel.wire.pnrgov.draft import TravellerDraft

BRACKET: Final = re.compile(r"\s*\(([^()]*)\)?")
Types = Mapping[str, tuple[PersonKind, Sex | None]]


def infants_of(one: TravellerDraft, types: Types, departure: str | None) -> list[TravellerDraft]:
    found: list[TravellerDraft] = []

    def told(match: re.Match[str]) -> str:
        inside = match[1].strip().upper()
        if inside in types:
            one.kind, one.sex = types[inside]
        elif inside.startswith("INF"):
            found.append(_infant(one, match[1].strip()[3:], departure))
        else:
            return match.group()
        return ""

    one.given = BRACKET.sub(told, one.given or "").strip() or None
    return found


def _infant(adult: TravellerDraft, text: str, departure: str | None) -> TravellerDraft:
    """Without a family name of its own it has the adult's."""
    family, given, born, *_ = (*[part.strip() for part in text.strip(" /").split("/")], "", "", "")
    if not given:
        family, given = adult.family or "", family
    name, title = split_title(given) if given else (None, None)
    infant = TravellerDraft(adult.segment, family or None, name)
    infant.kind, infant.title = PersonKind.INFANT, title
    infant.travels_with(adult)
    day = birth_date(born, "", departure)[0] if born else None
    infant.born = (day, adult.segment) if day else None
    return infant
