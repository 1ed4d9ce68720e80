"""CUSRES, a State's answer to an interactive list: reading into Message.answers, and writing.

`read(message, envelope, position)`; `write(answer)` returns the whole interchange as text (ASCII).
Never raises on a message; writing escapes every value and cuts none.
"""

from __future__ import annotations

from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Answer, Kind, Message, Remark
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.tags import KNOWN
from gotravel.wire.edifact.writer import Header, free_text, interchange, segment
from gotravel.wire.findings import finding
from gotravel.wire.paxlst.codes import DATES, PLACES, REFERENCES
from gotravel.wire.paxlst.legs import Route
from gotravel.wire.paxlst.values import located, qualified, scattered

RESPONSE, UNSOLICITED, ACKNOWLEDGED, ERROR = "962", "132", "312", "963"
OK_TO_BOARD, NO_BOARD, VERIFY, INSUFFICIENT = "0Z", "1Z", "2Z", "4Z"
HEADER_LEVEL, PASSENGER_LEVEL = "1", "2"
OF_PASSENGERS: Final = frozenset({"AVF", "ABO"})
SILENT: Final = frozenset({"UNH", "UNT", "ERP", "RFF", "ERC", "FTX", "BGM"})


class _Said:
    """Codes in a row, and the texts behind them."""

    def __init__(self) -> None:
        self.codes: list[tuple[str, Segment]] = []
        self.texts: list[str] = []

    def texts_by_code(self) -> list[str]:
        """As many texts as codes are one each; else all of it stands with the first, and nothing is said twice."""
        if len(self.texts) == len(self.codes):
            return self.texts
        return [" ".join(self.texts), *[""] * (len(self.codes) - 1)]


class _Group:
    """ERP and what follows it: one passenger, or the message as a whole."""

    def __init__(self, first: Segment) -> None:
        self.segment = first
        self.level = first.get(1) if first.tag == "ERP" else ""
        self.references: dict[str, str] = {}
        self.said = [_Said()]
        self.begins_with_code = False
        """Some States say the directive first, then whose it is."""

    def add_code(self, one: Segment) -> None:
        self.begins_with_code |= self.level == PASSENGER_LEVEL and OF_PASSENGERS.isdisjoint(self.references)
        if self.said[-1].codes and self.said[-1].texts:
            self.said.append(_Said())
        self.said[-1].codes.append((one.get(1) or (scattered(one, 1) or [""])[0], one))

    def is_anothers(self, one: Segment) -> bool:
        """A reference behind the directive, or another one of the same kind: the ERP before it was lost."""
        qualifier, value = qualified(one, REFERENCES)[:2]
        held = self.references.get(qualifier)
        if qualifier not in OF_PASSENGERS or value in ("", held):
            return False
        return held is not None or (bool(self.said[0].codes) and not self.begins_with_code)

    def is_over(self) -> bool:
        """Whether another directive is another's, where directives stand before whose they are."""
        return self.begins_with_code and not OF_PASSENGERS.isdisjoint(self.references)

    def answers(self) -> list[Answer]:
        reference = self.references.get("ABO") or self.references.get("AVF") or self.references.get("AEA")
        if not self.said[0].codes:
            return [Answer(None, " ".join(self.said[0].texts) or None, reference, self.segment.ordinal)]
        return [
            Answer(code or None, text or None, reference, one.ordinal)
            for said in self.said
            for (code, one), text in zip(said.codes, said.texts_by_code(), strict=True)
        ]


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    route, found, remarks = Route(), list(message.findings), []
    groups: list[_Group] = []
    function = transaction = None
    for one in message.segments:
        if one.tag == "ERP" or (one.tag == "ERC" and not groups):
            groups.append(_Group(one))
        if one.tag == "BGM":
            function = one.get(1) or None
        elif one.tag == "RFF":
            of_passenger = qualified(one, REFERENCES)[0] in OF_PASSENGERS
            if (of_passenger and not groups) or (groups and groups[-1].is_anothers(one)):
                found.append(finding("answer-split-missing", one))
                groups.append(_Group(one))
            transaction = _reference(one, groups[-1] if groups else None, route, found) or transaction
        elif one.tag == "ERC":
            if groups[-1].is_over():
                found.append(finding("answer-split-missing", one))
                groups.append(_Group(one))
                groups[-1].level = PASSENGER_LEVEL
            groups[-1].add_code(one)
        elif one.tag == "FTX" and groups:
            groups[-1].said[-1].texts.append(" ".join(scattered(one, 4) or scattered(one, 2)))
        elif one.tag == "DTM" and not groups and qualified(one, DATES)[0] in DATES:
            route.dtm(one)
        elif one.tag == "LOC" and not groups and located(one, PLACES)[0] in PLACES:
            route.loc(one)
        elif one.tag == "TDT" and not groups:
            route.named(one)
        elif one.tag == "FTX" or one.tag not in SILENT:
            remarks.append(Remark("remark", one.tag, one.text, None, one.ordinal))
            if one.tag and one.tag not in KNOWN:
                found.append(finding("segment-unknown", one, tag=one.tag))
    return Message(
        position=position,
        kind=Kind.CUSRES,
        version=message.version,
        sender=envelope.sender,
        recipient=envelope.recipient,
        interchange=envelope.reference,
        reference=message.reference,
        function=function,
        legs=tuple(dict.fromkeys(route.legs())) if route.conveyances else (),
        answers=tuple(answer for group in groups for answer in group.answers()),
        findings=(*found, *(one for one in route.findings if one.code not in ("flight-missing", "legs-unpaired"))),
        remarks=tuple(remarks),
        series=message.series,
        part=message.part,
        last_part=message.last_part,
        transaction=transaction,
        prepared=envelope.prepared,
        test=envelope.test,
        segments=message.segments.sent,
    )


def _reference(one: Segment, group: _Group | None, route: Route, found: list[Finding]) -> str | None:
    """A reference of the passenger, the flight, or (returned) the transaction."""
    qualifier, value, _, misplaced = qualified(one, REFERENCES)
    if misplaced:
        found.append(finding("component-misplaced", one, tag="RFF"))
    if group:
        group.references.setdefault(qualifier, value)
    elif qualifier == "AF":
        route.named(Segment("TDT", (("20",), (value,)), one.ordinal, one.offset, one.text))
    elif qualifier == "TN":
        return value or None
    return None


class FlightNamed(msgspec.Struct, frozen=True):
    """The flight an answer is about; times as `YYMMDDHHMM`."""

    identity: str
    departure: str | None = None
    arrival: str | None = None
    origin: str | None = None
    destination: str | None = None


class Directive(msgspec.Struct, frozen=True):
    """One passenger's directive; without references it answers the message as a whole."""

    code: str
    text: str | None = None
    locator: str | None = None
    reference: str | None = None


def write(
    header: Header,
    *,
    message_reference: str,
    directives: tuple[Directive, ...],
    transaction: str | None = None,
    flight: FlightNamed | None = None,
    function: str = RESPONSE,
    access: str | None = None,
    version: tuple[str, str] = ("D", "05B"),
) -> str:
    """A whole interchange with one CUSRES: transaction, references and access reference echo the request."""
    body = [segment("BGM", function)]
    if transaction:
        body.append(segment("RFF", ("TN", transaction)))
    if flight:
        body += _flight(flight)
    for directive in directives:
        body += _directive(directive)
    name = ("CUSRES", *version, "UN", "IATA")
    return interchange(header, message_reference, name, body, access=access, group="CUSRES")


def _flight(flight: FlightNamed) -> list[str]:
    lines = [segment("RFF", ("AF", flight.identity))]
    lines += [segment("DTM", ("189", flight.departure, "201"))] if flight.departure else []
    lines += [segment("DTM", ("232", flight.arrival, "201"))] if flight.arrival else []
    lines += [segment("LOC", "125", flight.origin)] if flight.origin else []
    lines += [segment("LOC", "87", flight.destination)] if flight.destination else []
    return lines


def _directive(directive: Directive) -> list[str]:
    named = bool(directive.locator or directive.reference)
    lines = [segment("ERP", PASSENGER_LEVEL if named else HEADER_LEVEL)]
    lines += [segment("RFF", ("AVF", directive.locator))] if directive.locator else []
    lines += [segment("RFF", ("ABO", directive.reference))] if directive.reference else []
    lines.append(segment("ERC", directive.code))
    lines += [segment("FTX", "AAP", "", "", text) for text in free_text(directive.text or "")]
    return lines
