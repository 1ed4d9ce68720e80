"""The UN Security Council consolidated list, XML.

Goes in: the file's bytes. Comes out: its individuals. Never: an entity resolved, a DTD read, a network asked; a weak
alias taken for a good one.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gotravel.domain.errors import InvalidInput
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, ListedName, NameKind
from gotravel.wire.watchlist_files.entries import Tally, has_letter, kind_of, nation_of, usable
from gotravel.wire.watchlist_files.read import EntryDraft, ListFile

PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
PASSPORTS = ("passport", "passeport", "pasaporte")


def read_un(raw: bytes) -> ListFile:
    try:
        root = etree.fromstring(raw, _parser())
    except etree.XMLSyntaxError as fault:
        line = fault.position[0] if fault.position else 0
        raise InvalidInput(
            f"Line {line}: the XML is broken here ({fault.msg}). Ask the list's owner for a whole file."
        ) from fault
    if root.tag != "CONSOLIDATED_LIST":
        raise InvalidInput("The root element is not CONSOLIDATED_LIST: this is not the Security Council's list.")
    tally = Tally()
    entries = tuple(_entry(person, tally) for person in root.iter("INDIVIDUAL"))
    if not entries:
        raise InvalidInput("The file names no individual. An empty list is suspended, not imported.")
    tally.add("list-not-persons", sum(1 for _ in root.iter("ENTITY")))
    return ListFile(entries, tally.findings, root.get("dateGenerated"))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )


def _entry(person: etree._Element, tally: Tally) -> EntryDraft:
    reference = _text(person, "REFERENCE_NUMBER") or _text(person, "DATAID")
    names = tuple(dict.fromkeys(_names(person)))
    if not reference:
        raise InvalidInput(f"Line {person.sourceline}: an entry has neither REFERENCE_NUMBER nor DATAID.")
    usable(names, f"Line {person.sourceline}, entry {reference}", "FIRST_NAME to FOURTH_NAME")
    return EntryDraft(
        reference=reference,
        version=f"{_text(person, 'DATAID')}.{_text(person, 'VERSIONNUM') or '1'}",
        names=names,
        born=tuple(dict.fromkeys(_born(person))),
        nationalities=tally.nations(_texts(person, "NATIONALITY/VALUE")),
        sex={"MALE": "M", "FEMALE": "F"}.get((_text(person, "GENDER") or "").upper()),
        documents=tuple(_documents(person)),
        birth_places=tuple(_texts(person, "INDIVIDUAL_PLACE_OF_BIRTH/CITY")),
        nominator="UN Security Council",
        note=_text(person, "COMMENTS1"),
    )


def _names(person: etree._Element) -> Iterator[ListedName]:
    parts = [text for part in PARTS if (text := _text(person, part)) and text.lower() != "na"]
    if has_letter("".join(parts)):
        yield ListedName(" ".join(parts), NameKind.PRIMARY)
    original = _text(person, "NAME_ORIGINAL_SCRIPT")
    if original and has_letter(original):
        yield ListedName(original, NameKind.ORIGINAL)
    for alias in person.findall("INDIVIDUAL_ALIAS"):
        name = _text(alias, "ALIAS_NAME")
        if name and has_letter(name):
            weak = (_text(alias, "QUALITY") or "").lower() == "low"
            yield ListedName(name, NameKind.WEAK if weak else kind_of(name, NameKind.GOOD))


def _born(person: etree._Element) -> Iterator[BirthDate]:
    for told in (*person.findall("INDIVIDUAL_DATE_OF_BIRTH"), *person.findall("INDIVIDUAL_ALIAS")):
        kind = (_text(told, "TYPE_OF_DATE") or "EXACT").upper()
        day = (_text(told, "DATE") or _text(told, "DATE_OF_BIRTH") or "")[:10]
        years = [
            int(text) for name in ("FROM_YEAR", "TO_YEAR", "YEAR") if (text := _text(told, name)) and text.isdigit()
        ]
        if len(day) == 10 and day[4] == "-" and kind == "EXACT":
            yield BirthDate(BirthDateKind.EXACT, day)
        elif len(years) > 1 or kind == "BETWEEN":
            if years:
                yield BirthDate(BirthDateKind.RANGE, None, min(years), max(years))
        elif years or day[:4].isdigit():
            year = years[0] if years else int(day[:4])
            yield BirthDate(BirthDateKind.CIRCA if kind == "APPROXIMATELY" else BirthDateKind.YEAR, None, year, year)


def _documents(person: etree._Element) -> Iterator[TravelDocument]:
    for told in person.findall("INDIVIDUAL_DOCUMENT"):
        number = _text(told, "NUMBER")
        if number:
            kind = " ".join((_text(told, "TYPE_OF_DOCUMENT") or "").lower().split())
            issuer = nation_of(_text(told, "ISSUING_COUNTRY") or _text(told, "COUNTRY_OF_ISSUE") or "")
            yield TravelDocument("P" if any(p in kind for p in PASSPORTS) else "I", number, issuer)


def _text(element: etree._Element, path: str) -> str | None:
    found = element.findtext(path)
    return " ".join(found.split()) or None if found else None


def _texts(element: etree._Element, path: str) -> list[str]:
    return [text for found in element.findall(path) if (text := " ".join((found.text or "").split()))]
