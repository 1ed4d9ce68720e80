"""Findings: a stable code and facts in, one Finding with its sentence out.

Never: personal data in a sentence (facts are tags, codes, numbers and counts), and never a code without a meaning.
The tables stand in `finding_codes/`, one file per area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gotravel.domain.finding import Finding, Severity
from gotravel.names.mrz_codes import CODES as OF_ZONES
from gotravel.wire.finding_codes import maritime, paxlst, persons, pnrgov, rail, sheets, syntax, watchlist_files, xml

if TYPE_CHECKING:
    from gotravel.wire.edifact.reader import Segment

AREAS: Final = {
    "Syntax and envelopes": syntax.CODES,
    "Persons, dates, documents": persons.CODES,
    "API lists (PAXLST) and answers": paxlst.CODES,
    "PNR (PNRGOV)": pnrgov.CODES,
    "PNR as XML": xml.CODES,
    "Machine-readable zones": OF_ZONES,
    "Sheets": sheets.CODES,
    "Maritime forms": maritime.CODES,
    "Trains and coaches": rail.CODES,
    "Watchlist files": watchlist_files.CODES,
}
CATALOGUE: Final[dict[str, tuple[Severity, str, str]]] = {
    code: row for area in AREAS.values() for code, row in area.items()
}


def finding(code: str, segment: Segment | int | None = None, **facts: object) -> Finding:
    """A finding of the catalogue. `segment` is the segment (or its ordinal) that it is about."""
    severity, sentence, _ = CATALOGUE[code]
    ordinal = segment if segment is None or isinstance(segment, int) else segment.ordinal
    return Finding(code, severity, sentence.format(**facts) if facts else sentence, ordinal or None)


def reference() -> str:
    """Markdown of every code, for docs/reference/findings.md."""
    lines = ["# Findings", "", "What a message can be told to be wrong with. `error` means that data were lost."]
    for area, codes in AREAS.items():
        if codes:
            lines += ["", f"## {area}", "", "| code | severity | sentence | meaning |", "|---|---|---|---|"]
            lines += [_row(code, *row) for code, row in sorted(codes.items())]
    return "\n".join(lines) + "\n"


def _row(code: str, severity: Severity, sentence: str, meaning: str) -> str:
    return f"| `{code}` | {severity.value} | {_cell(sentence)} | {_cell(meaning)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
