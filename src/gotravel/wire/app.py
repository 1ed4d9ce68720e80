"""SITA APP (interactive requests and answers between slashes): text in, one Message a line out.

A request (CIRQ, CICX) is a list of persons, an answer (CIRS, CICC, CIMA) holds directives and the persons it repeats. Fields
are found by their form, because versions differ in their number. Never raises; a field without a meaning is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from gotravel.domain.cards import masked
from gotravel.domain.message import Answer, Kind, Message, PersonKind, Purpose, Remark
from gotravel.wire.sheets.grid import Grid, Row
from gotravel.wire.sheets.layouts import columns
from gotravel.wire.sheets.manifest import message_of
from gotravel.wire.sheets.table import Listing, Section

FRAME: Final = re.compile(rb"^[\x02 \t]*(CIRQ|CIRS|CICX|CICC|CIMR|CIMA):", re.MULTILINE)
ANSWERS: Final = frozenset({"CIRS", "CICC", "CIMA"})
GROUPS: Final = frozenset({"INT", "INM", "PRQ", "PCX", "PRS", "PCC", "PAD", "MRQ", "EXO", "EXD", "MAK", "CHK", "ERR"})
REQUESTS: Final = frozenset({"PRQ", "PCX"})
PERSONS: Final = frozenset({"PRQ", "PCX", "PRS", "PCC"})
ROLES: Final = {"P": PersonKind.ADULT, "C": PersonKind.CREW, "X": PersonKind.CREW}
SEXES: Final = frozenset("MFUX")
DATE: Final = re.compile(r"\d{8}")
CODE: Final = re.compile(r"\d{4}")
FIELDS: Final = (
    "nationality", "doc_issuer", "doc_number", "doc_type", "doc_expires", "family", "given", "born", "sex",
    "birth_country", "locator", "reference", "visa_number", "visa_issuer", "visa_expires", "address",
)  # fmt: skip
COLUMNS: Final = columns(FIELDS, "YMD")
TEXTS: Final = frozenset({"sheet-empty", "sheet-leg-missing"})
"""Of a message that need not name persons or a flight."""
Group = tuple[str, list[str]]


def is_app(raw: bytes) -> bool:
    return FRAME.search(raw[:4096]) is not None


def read(raw: bytes, name: str = "-") -> tuple[Message, ...]:
    starts = [match.start(1) for match in FRAME.finditer(raw)]
    ends = [*starts[1:], len(raw)]
    return tuple(
        _message(raw[start:end], start, number) for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    )


def _message(raw: bytes, offset: int, position: int) -> Message:
    text = re.sub(r"[\r\n\x03]+", "", raw.decode("utf-8", "replace")).strip()
    kind, _, rest = text.partition(":")
    transaction, *fields = rest.split("/")
    head, groups = _grouped(fields)
    listing = Listing()
    for group, held in groups:
        _route(listing, group, held)
    rows: dict[PersonKind, list[Row]] = {}
    place = 0
    for number, (role, cells) in enumerate(_persons(groups), 1):
        place = max(place, raw.find(f"/{cells[0]}/".encode(), place) + 1)
        rows.setdefault(role, []).append(Row(number, offset + place, cells))
    listing.sections = [Section(COLUMNS, role, held) for role, held in rows.items()]
    read = message_of(Grid("", (), ()), listing, [], position)
    answers = _answers(groups)
    plain = bool(rows) and kind not in ANSWERS
    return msgspec.structs.replace(
        read,
        kind=Kind.CUSRES if kind in ANSWERS else Kind.MANIFEST,
        version=head[-1] if head and head[-1].isdecimal() else None,
        purpose=None if kind in ANSWERS else Purpose.CANCEL if kind == "CICX" else read.purpose,
        function=kind,
        transaction=transaction.strip() or None,
        answers=answers,
        findings=tuple([one for one in read.findings if plain or one.code not in TEXTS]),
        remarks=(*read.remarks, *_rest(groups)),
    )


def _grouped(fields: list[str]) -> tuple[list[str], list[Group]]:
    """The head, and the groups: a name of three letters, the number of its fields, the fields."""
    head: list[str] = []
    groups: list[Group] = []
    for place, field in enumerate(fields):
        counted = fields[place + 1].strip() if place + 1 < len(fields) else ""
        if field.strip() in GROUPS and counted.isdecimal() and len(counted) < 3:
            groups.append((field.strip(), []))
        else:
            (groups[-1][1] if groups else head).append(field.strip())
    return head, [(name, held[1:]) for name, held in groups]


def _route(listing: Listing, group: str, held: list[str]) -> None:
    """`INT`: `S`, flight, ports, dates and times; `INM` and `MRQ`: flight, port, date."""
    names: tuple[str, ...]
    if group == "INT":
        names = (
            "",
            "number",
            "origin",
            "destination",
            "departure_date",
            "departure_time",
            "arrival_date",
            "arrival_time",
        )
    elif group == "INM":
        names = ("number", "origin", "departure_date")
    else:
        return
    for name, value in zip(names, held, strict=False):
        if name:
            listing.labels.keep(name, value[:4] if name.endswith("_time") else value, 1)


def _persons(groups: list[Group]) -> Iterator[tuple[PersonKind, tuple[str, ...]]]:
    """Role and cells of everybody named, each with the visas and the address that follow."""
    named: list[dict[str, str]] = []
    for group, held in groups:
        if group in PERSONS:
            named.append(_placed(group, held))
        elif group == "PAD" and named:
            named[-1] |= {name: value for name, value in _additional(held).items() if value}
    for one in named:
        if any(one.get(name) for name in ("family", "given", "doc_number")):
            yield ROLES.get(one["role"], PersonKind.ADULT), tuple(one.get(name, "") for name in FIELDS)


def _placed(group: str, held: list[str]) -> dict[str, str]:
    """Fields in front are counted from the role on, those behind from the sex on; dates are known by their form."""
    role = next((place for place, value in enumerate(held[:4]) if value in ROLES), 1 if group == "PRQ" else 2)
    before, after = (*held[role:], *[""] * 8), held[role + 6 :]
    sex = next((at for at, value in enumerate(after) if at > 1 and value in SEXES and _is_born(after[at - 1])), None)
    if sex is None:
        dates = [at for at, value in enumerate(after) if at > 2 and DATE.fullmatch(value)]
        sex = dates[-1] + 1 if dates else None
    loose = [value for value in after if value and not value.isdecimal()][:2] if group in REQUESTS else []
    names = after[max(sex - 3, 0) : sex] if sex else loose
    behind = (*(after[sex:] if sex else ()), *[""] * 12)
    found = {
        "role": before[0], "nationality": before[1], "doc_issuer": before[2], "doc_number": before[3], "doc_type": before[5],
        "doc_expires": next((value for value in after[: max((sex or 3) - 3, 3)] if DATE.fullmatch(value)), ""),
        "sex": behind[0] if behind[0] in SEXES else "",
    }  # fmt: skip
    found |= dict(zip(("family", "given", "born"), names, strict=False))
    if group == "PRQ":
        found |= {"birth_country": behind[1], "locator": behind[7], "reference": behind[11]}
    return found


def _is_born(value: str) -> bool:
    return not value or DATE.fullmatch(value) is not None


def _additional(held: list[str]) -> dict[str, str]:
    """`PAD`: sequence, State, document, address."""
    _, _, kind, _, number, issuer, expires, *address = (*held, *[""] * 12)
    found = {"address": ", ".join(part for part in address if part)}
    if kind == "V":
        found |= {"visa_number": number, "visa_issuer": issuer, "visa_expires": expires}
    return found


def _answers(groups: list[Group]) -> tuple[Answer, ...]:
    """Of each person, and of the manifest: code and status; then the triples of `ERR`."""
    found = []
    for group, held in groups:
        if group in ("PRS", "PCC", "MAK"):
            place = next((at for at, value in enumerate(held) if CODE.fullmatch(value) and at + 1 < len(held)), None)
            if place is not None:
                behind = (*held[place:], *[""] * 9)
                text = " ".join(part for part in (behind[1], *behind[4:9:2]) if part)
                found.append(Answer(behind[0], text or None, behind[2] or held[0] or None, 1))
        elif group == "ERR":
            found += [
                Answer(code or None, text or None, None, 1) for code, text in zip(held[1::3], held[2::3], strict=False)
            ]
    return tuple(found)


def _rest(groups: list[Group]) -> list[Remark]:
    """Groups that are not understood, as sent."""
    known = PERSONS | {"INT", "INM", "PAD", "MAK", "ERR", "MRQ"}
    return [Remark("unknown", group, masked("/".join(held))) for group, held in groups if group not in known]
