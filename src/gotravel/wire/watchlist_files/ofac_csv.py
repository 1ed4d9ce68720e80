"""The OFAC list of specially designated nationals: sdn.csv alone, or with alt.csv and sdn_comments.csv in front or behind.

Rows are told apart by their shape (12, 5, 2 cells), so the files may be joined or lie in one archive. Goes in: text. Comes
out: its individuals. Never: a vessel or company taken for a person, a weak alias (in quotes, in the remarks) for a good one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from gotravel.domain.errors import InvalidInput
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, ListedName, NameKind
from gotravel.wire.sheets.dates import wire_date
from gotravel.wire.watchlist_files.births import births
from gotravel.wire.watchlist_files.entries import Tally, digest, document, has_letter, listed, names_of, usable
from gotravel.wire.watchlist_files.read import EntryDraft, ListFile

NOTHING: Final = "-0-"
SDN, ALT, ADDRESS, COMMENT = 12, 5, 6, 2
ALIASES: Final = ("aka", "fka", "nka")
ALIAS: Final = re.compile(r"(?:alt\. )?[afn]\.k\.a\. '([^']+)'")
BIRTH: Final = re.compile(r"(?:alt\. )?DOB (.+)")
PLACE: Final = re.compile(r"(?:alt\. )?POB (.+)")
NATION: Final = re.compile(r"(?:alt\. )?(?:nationality|citizen) (.+)")
SEX: Final = re.compile(r"Gender (Male|Female)")
PAPER: Final = re.compile(
    r"(?:alt\. )?(?P<kind>(?:[A-Z][A-Za-z]+ ){0,3}Passport|Travel Document Number|Stateless Person ID Card|Refugee ID Card"
    r"|Cedula No\.|D\.N\.I\.|National ID No\.|National Foreign ID Number|Identification Number|Personal ID Card"
    r"|Residency Number|Seaman's? Book) (?P<number>[^;]+?)(?: \((?P<issuer>[^()]{3,})\))?(?: (?:issued|issue date) [^;]*?)?"
    r"(?: (?:expires|expired) (?P<expires>[^;]+?))?"
)
KINDS: Final = (("Passport", "P"), ("Travel", "T"), ("Refugee", "T"), ("Residency", "R"), ("Seaman", "S"))


@dataclass
class Told:
    """The rows about one person."""

    row: list[str]
    line: int
    aliases: list[str] = field(default_factory=list)
    comment: str = ""


def read_ofac(text: str) -> ListFile:
    tally = Tally()
    persons = _persons(text, tally)
    if not persons:
        raise InvalidInput(
            "Line 1: the file names no individual. Send sdn.csv, alone or with alt.csv and sdn_comments.csv."
        )
    return ListFile(tuple(_entry(number, told, tally) for number, told in persons.items()), tally.findings)


def is_ofac(text: str) -> bool:
    """The first row of one of the three files."""
    cells = next(csv.reader(io.StringIO(text[:20_000], newline="")), [])
    return len(cells) in (SDN, ALT, ADDRESS, COMMENT) and cells[0].strip().isdecimal() and not text[:1].isspace()


def _persons(text: str, tally: Tally) -> dict[str, Told]:
    rows = list(_rows(text))
    persons: dict[str, Told] = {}
    for line, cells in rows:
        if len(cells) == SDN:
            if cells[2].lower() != "individual":
                tally.add("list-not-persons")
            elif cells[0] in persons:
                raise InvalidInput(f"Line {line}: ent_num is given twice. Send one version of the file.")
            else:
                persons[cells[0]] = Told(cells, line)
    for _, cells in rows:
        told = persons.get(cells[0])
        if len(cells) == ALT and cells[2].lower() in ALIASES:
            if told:
                told.aliases.append(cells[3])
            else:
                tally.add("list-aliases-alone")
        elif len(cells) == COMMENT and told:
            told.comment = cells[1]
    return persons


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text.replace("\x1a", ""), newline=""), strict=True)
    try:
        for row in reader:
            cells = ["" if cell.strip() == NOTHING else cell.strip() for cell in row]
            if not any(cells):
                continue
            if len(cells) not in (SDN, ALT, ADDRESS, COMMENT):
                raise InvalidInput(f"Line {reader.line_num}: {len(cells)} cells; the files have 12, 6, 5 or 2.")
            if not cells[0].isdecimal():
                raise InvalidInput(f"Line {reader.line_num}: ent_num is no number.")
            yield reader.line_num, cells
    except csv.Error as fault:
        raise InvalidInput(f"Line {reader.line_num}: {fault}.") from fault


def _entry(number: str, told: Told, tally: Tally) -> EntryDraft:
    remarks = (told.row[11] + told.comment).rstrip(". ")
    parts = [part.strip().rstrip(".") for part in remarks.split(";")]
    weak = [alias for part in parts for alias in ALIAS.findall(part)]
    names = names_of([(told.row[1], NameKind.PRIMARY), *((name, NameKind.GOOD) for name in told.aliases)])
    known = {name.full.casefold() for name in names}
    names += tuple(_weak(alias) for alias in dict.fromkeys(weak) if alias.casefold() not in known and has_letter(alias))
    return EntryDraft(
        reference=f"OFAC-{number}",
        version=digest(told.row, told.aliases, told.comment),
        names=usable(names, f"Line {told.line}", "SDN_Name"),
        born=_births(parts, tally),
        nationalities=tally.nations(match[1] for part in parts if (match := NATION.fullmatch(part))),
        sex=next((match[1][0] for part in parts if (match := SEX.match(part))), None),
        documents=tuple(dict.fromkeys(paper for part in parts if (paper := _document(part)))),
        birth_places=tuple(dict.fromkeys(match[1] for part in parts if (match := PLACE.fullmatch(part)))),
        nominator="OFAC",
        offence=told.row[3] or None,
        note=told.row[4] or None,
    )


def _weak(alias: str) -> ListedName:
    return listed(alias, NameKind.WEAK)


def _births(parts: list[str], tally: Tally) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for part in parts:
        match = BIRTH.fullmatch(part)
        if match:
            read = births(match[1])
            tally.counts["list-births-unread"] += not read
            found |= dict.fromkeys(read)
    return tuple(found)


def _document(part: str) -> TravelDocument | None:
    match = PAPER.fullmatch(part)
    if not match:
        return None
    kind = next((code for word, code in KINDS if word in match["kind"]), "I")
    expires = wire_date(match["expires"]) if match["expires"] else None
    return document(kind, match["number"], match["issuer"], expires if expires and len(expires) == 10 else None)
