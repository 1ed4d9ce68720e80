"""An entry as the fields of a form: the columns of our template, several values of one field on lines.

Goes in: an entry or a draft. Comes out: texts; of fields with several values, each text with what it stands for. Never: a text
that reads back as something else than the value it was made of.
"""

from __future__ import annotations

from typing import Any, Final

from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry, ListedName, NameKind
from gotravel.wire.watchlist_files.read import EntryDraft

SEVERAL: Final = ("aliases", "weak_aliases", "born", "nationality", "passport", "id_card", "birth_place")


def as_fields(entry: Entry | EntryDraft) -> dict[str, str]:
    first = entry.names[0] if entry.names else ListedName("")
    plain = {
        "reference": entry.reference,
        "name": first.full,
        "family": first.family or "",
        "given": first.given or "",
        "sex": entry.sex or "",
        "category": entry.category.value if entry.category else "",
        "offence": entry.offence or "",
        "legal_basis": entry.legal_basis or "",
        "purpose": entry.purpose or "",
        "nominator": entry.nominator or "",
        "reliability": entry.reliability or "",
        "threshold_met": {True: "yes", False: "no", None: ""}[entry.threshold_met],
        "review_due": entry.review_due.isoformat() if entry.review_due else "",
        "expires": entry.expires.isoformat() if entry.expires else "",
        "note": entry.note or "",
    }
    return plain | {name: "\n".join(texts_of(entry, name)) for name in SEVERAL}


def texts_of(entry: Entry | EntryDraft, name: str) -> dict[str, Any]:
    values: dict[str, tuple[Any, ...]] = {
        "aliases": tuple(one for one in entry.names[1:] if one.kind is not NameKind.WEAK),
        "weak_aliases": tuple(one for one in entry.names[1:] if one.kind is NameKind.WEAK),
        "born": entry.born,
        "nationality": entry.nationalities,
        "passport": tuple(one for one in entry.documents if one.number and one.type[:1] == "P"),
        "id_card": tuple(one for one in entry.documents if one.number and one.type[:1] != "P"),
        "birth_place": entry.birth_places,
    }
    return {_text(one): one for one in values[name]}


def _text(value: ListedName | BirthDate | TravelDocument | str) -> str:
    if isinstance(value, ListedName):
        return " ".join(value.full.replace("|", " ").split())
    if isinstance(value, TravelDocument):
        issued = f" ({value.issuer})" if value.issuer else ""
        return " ".join(f"{value.number}{issued}".split())
    return _born(value) if isinstance(value, BirthDate) else " ".join(value.split())


def _born(born: BirthDate) -> str:
    if born.day:
        return born.day
    first, last = born.from_year, born.to_year or born.from_year
    years = str(first) if first == last else f"{first}-{last}"
    return f"circa {years}" if born.kind is BirthDateKind.CIRCA else years
