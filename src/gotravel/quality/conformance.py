"""A message's report for the carrier's engineer: each line that something is said about, with what is said.

Goes in: a lawful message. Comes out: lines whose values are replaced by their shape (`A` a letter, `9` a digit), with
the findings beside them. Never: a name, a number or a date of a person; codes of the format and of the flight stay.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec

from gotravel.domain.finding import Finding, Severity
from gotravel.domain.message import Message, WireSegment

_PLAIN = "UNA UNB UNG UNH UNT UNE UNZ UIB UIH UIT UIZ BGM TDT TVL MSG SRC EQN CNT RPI ERC ERP FTX ORG EQD MES"
PLAIN_TAGS = frozenset(_PLAIN.split())
"""Segments that speak of the message, the flight or the sender; no traveller's value stands in them, but free text does
in FTX and a staff code in ORG, so those two keep their codes only (the first two elements)."""
_PERSONS = """NAD ATT DTM MEA GEI NAT LOC COM EMP DOC CPI QTY RFF RCI SSR DAT IFT ADD FTI TIF TKT MON FOP PTK TXD TRI EBD TBD
PTI ABI SAC LTS APD FAR REF NME SDT HDI CEL IDT NAA POC TIR AAI EMS"""
PERSON_TAGS = frozenset(_PERSONS.split())
SEPARATORS = "+:"
"""A tag is believed only before one of these: rows of a sheet and elements of XML are shape altogether."""
SHORTENED = {"FTX": 2, "ORG": 2}
NEIGHBOURS = 1
"""Lines shown before and after one that something is said about."""
OPENING = 5


class Line(msgspec.Struct, frozen=True):
    ordinal: int
    offset: int
    tag: str
    shape: str
    """What follows the tag, values replaced by their shape."""
    findings: tuple[Finding, ...]
    removed: str | None
    folded_before: int
    """How many lines were left out before this one."""


class Report(msgspec.Struct, frozen=True):
    position: int
    kind: str
    version: str | None
    travellers: int
    errors: int
    warnings: int
    lines: tuple[Line, ...]
    whole: tuple[Finding, ...]
    """Findings about the message as a whole."""
    segments: int
    removed: int


def report(message: Message) -> Report:
    said: defaultdict[int | None, list[Finding]] = defaultdict(list)
    segments = tuple(message.segments)
    known = {segment.ordinal for segment in segments}
    for finding in message.findings:
        said[finding.segment if finding.segment in known else None].append(finding)
    counts = Counter(finding.severity for finding in message.findings)
    return Report(
        message.position,
        message.kind.value,
        message.version,
        len(message.passengers),
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        _lines(segments, said),
        tuple(said[None]),
        len(segments),
        sum(segment.removed is not None for segment in segments),
    )


def _lines(segments: tuple[WireSegment, ...], said: dict[int | None, list[Finding]]) -> tuple[Line, ...]:
    marked = [place for place, s in enumerate(segments) if s.ordinal in said or s.removed]
    near = {other for place in marked for other in range(place - NEIGHBOURS, place + NEIGHBOURS + 1)}
    shown = [place for place in range(len(segments)) if place in near or place < OPENING]
    lines, last = [], -1
    for place in shown:
        lines.append(_line(segments[place], tuple(said.get(segments[place].ordinal, ())), place - last - 1))
        last = place
    return tuple(lines)


def _line(segment: WireSegment, findings: tuple[Finding, ...], folded: int) -> Line:
    tag, rest = _split(segment.text)
    removed = segment.removed
    return Line(segment.ordinal, segment.offset, tag, shape_of(tag, "" if removed else rest), findings, removed, folded)


def _split(text: str) -> tuple[str, str]:
    tag, rest = text[:3], text[3:]
    known = tag in PLAIN_TAGS or tag in PERSON_TAGS
    return (tag, rest) if known and (not rest or rest[0] in SEPARATORS) else ("", text)


def shape_of(tag: str, rest: str) -> str:
    """`NAD`, `+FL+++DOE:JANE` -> `+AA+++AAA:AAAA`."""
    if tag in PLAIN_TAGS and tag not in SHORTENED:
        return rest
    kept = SHORTENED.get(tag, 0)
    if not kept:
        return "".join(map(_shape, rest))
    pieces = rest.split("+")
    return "+".join([*pieces[: kept + 1], *("".join(map(_shape, piece)) for piece in pieces[kept + 1 :])])


def _shape(character: str) -> str:
    if character.isdigit():
        return "9"
    return "A" if character.isalpha() else character


def as_text(reports: tuple[Report, ...], reference: str) -> str:
    """The report as plain text, to hand to a carrier."""
    told = [f"Report on transmission {reference}", "Values are replaced by their shape: A a letter, 9 a digit.", ""]
    for one in reports:
        told.append(
            f"Message {one.position}: {one.kind} {one.version or ''}, {one.travellers} travellers, "
            f"{one.errors} errors, {one.warnings} warnings, {one.removed} segments removed by law"
        )
        told += [f"  whole message  {f.severity.value}: {f.text} [{f.code}]" for f in one.whole]
        for line in one.lines:
            if line.findings:
                told.append(f"  segment {line.ordinal}, byte {line.offset}: {line.tag}{line.shape}")
                told += [f"    {f.severity.value}: {f.text} [{f.code}]" for f in line.findings]
        told.append("")
    return "\n".join(told)
