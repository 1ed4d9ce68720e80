"""What all list files share: names, nations, documents and digests as their owners write them in, drafts' parts out.

Never: a name without a letter taken for an identifier, personal data in a refusal.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

import msgspec

from gotravel.domain.errors import InvalidInput
from gotravel.domain.finding import Finding
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import ListedName, NameKind
from gotravel.reference.countries import alpha3_of_name
from gotravel.wire.findings import finding
from gotravel.wire.sheets.values import folded, nation
from gotravel.wire.watchlist_files.read import EntryDraft

# As lists write them, beside the names and adjectives that sheets know.
NAMES: Final = {
    "KOREA NORTH": "PRK", "DPRK": "PRK", "DEMOCRATIC PEOPLE S REPUBLIC OF KOREA": "PRK", "KOREA SOUTH": "KOR",
    "BURMA": "MMR", "MYANMAR/BURMA": "MMR", "CONGO DEMOCRATIC REPUBLIC OF THE": "COD", "CONGO REPUBLIC OF THE": "COG",
    "DEMOCRATIC REPUBLIC OF THE CONGO": "COD", "DRC": "COD", "IRAN": "IRN", "ISLAMIC REPUBLIC OF IRAN": "IRN", "SYRIA": "SYR",
    "SYRIAN ARAB REPUBLIC": "SYR", "BOSNIA AND HERZEGOVINA": "BIH", "BOSNIA HERZEGOVINA": "BIH", "IVORY COAST": "CIV",
    "TANZANIA": "TZA", "VENEZUELA": "VEN", "BOLIVIA": "BOL", "MOLDOVA": "MDA", "THE GAMBIA": "GMB", "GAMBIA THE": "GMB",
    "UNITED STATES OF AMERICA": "USA", "US": "USA", "NORTH MACEDONIA THE REPUBLIC OF": "MKD", "BELARUSSIAN": "BLR",
    "CENTRAL AFRICAN REPUBLIC": "CAF", "SOUTH SUDAN": "SSD", "SOUTH SUDANESE": "SSD",
    "REPUBLIC OF SOUTH SUDAN": "SSD", "BAHAMAS THE": "BHS", "TURKIYE": "TUR", "WEST BANK": "PSE", "GAZA": "PSE",
}  # fmt: skip


ENUMERATION: Final = re.compile(r"\([a-z]\)")
BRACKETS: Final = re.compile(r"\([^()]*\)")
HEDGES: Final = re.compile(
    r"\b(?:possibly|allegedly|assumed|of the|republic of|formerly|since \d+|national)\b", re.IGNORECASE
)
PIECES: Final = re.compile(r"[;,/]|\band\b|\bor\b")


def nation_of(text: str) -> str | None:
    """Alpha-3 of a code, an English name or an adjective; None for anything unknown."""
    if not text.strip():
        return None
    known = NAMES.get(folded(text)) or alpha3_of_name(text) or nation(text)
    before = text.partition("(")[0].strip()
    return known or (nation_of(before) if before and before != text else None)


def nations_of(text: str) -> list[str]:
    """All of `Syrian/Iranian`, `(a) German, (b) Moroccan`, `allegedly Russian`."""
    whole = nation_of(text)
    if whole:
        return [whole]
    bare = HEDGES.sub(" ", BRACKETS.sub(" ", ENUMERATION.sub(";", text)))
    pieces = [piece.strip(" .") for piece in PIECES.split(bare)]
    return [code for code in (nation_of(bare.strip(" .")), *(nation_of(one) for one in pieces)) if code][:4]


class Tally:
    """Counts what was left out, for findings without a value."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, code: str, count: int = 1) -> None:
        self.counts[code] += count

    def nations(self, texts: Iterable[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for text in texts:
            codes = nations_of(text)
            found |= dict.fromkeys(codes)
            self.counts["list-countries-unknown"] += not codes
        return tuple(found)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding(code, count=count) for code, count in sorted(self.counts.items()) if count)


def has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)


def kind_of(name: str, kind: NameKind) -> NameKind:
    """ORIGINAL for a name that is not in Latin letters."""
    letters = [character for character in name if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    return NameKind.ORIGINAL if letters and latin * 2 < len(letters) else kind


def names_of(texts: Iterable[tuple[str, NameKind]]) -> tuple[ListedName, ...]:
    """Each once, in order; empty ones and those without a letter are no names."""
    found: dict[str, ListedName] = {}
    for text, kind in texts:
        name = " ".join(text.split())
        if has_letter(name):
            found.setdefault(name.casefold(), listed(name, kind))
    return tuple(found.values())


def listed(name: str, kind: NameKind) -> ListedName:
    """`FAMILY, Given` is divided; anything else is whole."""
    family, comma, given = name.partition(",")
    divided = bool(comma) and bool(given.strip()) and "," not in given
    return ListedName(
        name,
        kind_of(name, kind) if kind is not NameKind.WEAK else kind,
        family.strip() if divided else None,
        given.strip() if divided else None,
    )


def divided(name: ListedName, family: str, given: str) -> ListedName:
    """With the roles that a list tells beside the name, where the name is made of just these words."""
    words = sorted(f"{family} {given}".casefold().split())
    if name.family or not family or not given or words != sorted(name.full.casefold().replace(",", " ").split()):
        return name
    return msgspec.structs.replace(name, family=family, given=given)


def usable(names: tuple[ListedName, ...], place: str, field: str) -> tuple[ListedName, ...]:
    """`place` is `Line 7`. An entry that nothing can be compared with refuses the file, by name of field."""
    if not names:
        raise InvalidInput(f"{place}: {field} is empty or holds no letter; an entry needs a name to be compared with.")
    return names


def digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def merged(drafts: Iterable[EntryDraft], tally: Tally) -> tuple[EntryDraft, ...]:
    """One entry a reference; what the repetitions add is added."""
    found: dict[str, EntryDraft] = {}
    for draft in drafts:
        before = found.get(draft.reference)
        if before is not None:
            tally.add("list-entries-merged")
        found[draft.reference] = _joined(before, draft) if before else draft
    return tuple(found.values())


def _joined(left: EntryDraft, right: EntryDraft) -> EntryDraft:
    several = ("born", "nationalities", "documents", "birth_places")
    names = {name.full.casefold(): name for name in (*right.names, *left.names)}
    ordered = {name.full.casefold(): names[name.full.casefold()] for name in (*left.names, *right.names)}
    return msgspec.structs.replace(
        left,
        version=left.version if left.version == right.version else digest(left.version, right.version),
        names=tuple(ordered.values()),
        sex=left.sex or right.sex,
        **{name: tuple(dict.fromkeys((*getattr(left, name), *getattr(right, name)))) for name in several},
    )


def document(kind: str, number: str, issuer: str | None = None, expires: str | None = None) -> TravelDocument:
    return TravelDocument(kind, " ".join(number.split()), nation_of(issuer) if issuer else None, expires)
