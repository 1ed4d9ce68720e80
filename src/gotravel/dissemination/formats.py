"""A package as bytes: JSON for machines, PDF for people.

Goes in: a Package. Comes out: bytes, the same for the same package. Never: an element that the package does not hold.

Names in scripts that the page font lacks are shown in Latin letters beside their code points' count; the JSON has them
in full.
"""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

import msgspec
from anyascii import anyascii
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from gotravel.dissemination.dossier import Matched, Package
from gotravel.domain.hit import FIELD_WORDS

STYLES = getSampleStyleSheet()
PLAIN = ParagraphStyle("plain", parent=STYLES["BodyText"], fontSize=9, leading=12)
GRID = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.25, "#b9c0bd")])


def as_json(package: Package) -> bytes:
    return msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n"


def as_pdf(package: Package) -> bytes:
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=16 * mm, bottomMargin=16 * mm,
        title=f"Referral {package.case}", author="Passenger Information Unit", invariant=1,
    )  # fmt: skip
    document.build(_page(package))
    return out.getvalue()


def _page(package: Package) -> list[Flowable]:
    story: list[Flowable] = [
        Paragraph(_shown(f"Referral {package.case}"), STYLES["Title"]),
        Paragraph(f"<b>{_shown(package.warning)}</b>", PLAIN),
        Spacer(1, 4 * mm),
        _table(_about(package)),
        Paragraph("Traveller", STYLES["Heading2"]),
        _table(_traveller(package)),
    ]
    for match in package.matches:
        story += [Paragraph(_shown(f"List entry {match.reference}, {match.list}"), STYLES["Heading2"]), _match(match)]
    story.append(Paragraph("Decisions", STYLES["Heading2"]))
    story.append(_table([(d.stage, f"{d.outcome}, {d.at:%Y-%m-%d %H:%M} UTC: {d.reason}") for d in package.decisions]))
    return [*story, Spacer(1, 4 * mm), Paragraph(_shown(package.handling), PLAIN)]


def _about(p: Package) -> list[tuple[str, str]]:
    return [
        ("Reference", p.reference),
        ("For", p.authority_name),
        ("Purposes", ", ".join(p.purposes)),
        ("Legal basis", "; ".join(p.legal_basis)),
        ("Made", f"{p.made_at:%Y-%m-%d %H:%M} UTC, valid until {p.valid_until:%Y-%m-%d}"),
        (
            "Flight",
            f"{p.flight}, {p.route}, {p.departure or 'departure not sent'} to {p.arrival or 'arrival not sent'}",
        ),
    ]


def _traveller(p: Package) -> list[tuple[str, str]]:
    documents = [
        (f"Document {d.type}", f"{d.number or '?'} issued by {d.issuer or '?'}, expires {d.expires or '?'}")
        for d in p.documents
    ]
    told = (
        ("Date of birth", p.born),
        ("Sex", p.sex),
        ("Nationality", p.nationality),
        ("Booking", p.booking),
        ("Seat", p.seat),
    )
    name = f"{p.family or '?'}, {p.given or '?'}"
    return [("Name", name), *((label, value or "not sent") for label, value in told), *documents]


def _match(match: Matched) -> Table:
    likely = f"{match.likelihood:.0%} ({match.likelihood_low:.0%} to {match.likelihood_high:.0%})"
    rows = [
        ("Likelihood", likely),
        ("Owner, basis", f"{match.owner}; {match.legal_basis}"),
        ("Category", match.category),
    ]
    rows += [
        (FIELD_WORDS.get(r.what, r.what), f"{r.bits:+.1f}: {r.sentence} ({r.traveller or '-'} / {r.listed or '-'})")
        for r in match.reasons
    ]
    rows.append(("Versions", ", ".join(f"{k} {v[:16]}" for k, v in match.versions.items())))
    return _table(rows)


def _table(rows: list[tuple[str, str]]) -> Table:
    cells = [[Paragraph(_shown(label), PLAIN), Paragraph(_shown(value), PLAIN)] for label, value in rows]
    return Table(cells or [["", ""]], colWidths=[38 * mm, 136 * mm], style=GRID)


def _shown(text: str) -> str:
    """The built-in fonts hold Latin-1; anything else is shown in Latin letters and marked so."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        text = f"{anyascii(text)} [in Latin letters]"
    return escape(text)
