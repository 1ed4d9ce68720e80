"""How an assessment is drawn: marks, bars and the sum from prior to total. Presentation only; nothing is weighed here.

Goes in: reasons of a hit. Comes out: rows with places on a common scale. Never: a weight changed, a reason left out.
"""

from __future__ import annotations

import msgspec

from gotravel.domain.hit import FIELD_WORDS, Assessment, Reason

LABELS = FIELD_WORDS | {"name": "Name as a whole"}
"""Rows of the comparison; sums over the parts of a name have a row of their own."""
WIDTH = 100.0
"""Of the drawing, in its own units; the style sheet gives it its size."""
EDGE = 2.0


class Mark(msgspec.Struct, frozen=True):
    sign: str
    kind: str
    word: str


SAME, NEAR = Mark("=", "same", "same"), Mark("≈", "near", "near")
DIFFERENT, NOT_COMPARED = Mark("≠", "different", "different"), Mark("–", "none", "not compared")


def mark_of(reason: Reason) -> Mark:
    """Both values, and what they weighed, say which mark; a weight of nothing is a mark of its own."""
    if not reason.traveller_value or not reason.entry_value:
        return NOT_COMPARED if reason.bits <= 0 else NEAR
    if reason.bits < 0:
        return DIFFERENT
    if _plain(reason.traveller_value) == _plain(reason.entry_value):
        return SAME
    return NEAR if reason.bits > 0 else DIFFERENT


class Step(msgspec.Struct, frozen=True):
    """One bar of the sum: where it begins, how long it is, on a scale of WIDTH."""

    label: str
    bits: float
    start: float
    width: float
    kind: str


class Sum(msgspec.Struct, frozen=True):
    steps: tuple[Step, ...]
    even: float
    """Where the odds are even."""
    asked: float
    """Where this list asks a traveller to be raised."""


def sum_of(assessment: Assessment) -> Sum:
    counted = [reason for reason in assessment.reasons if reason.bits]
    totals = [0.0, assessment.prior_bits]
    for reason in counted:
        totals.append(totals[-1] + reason.bits)
    asked = assessment.prior_bits + assessment.threshold_bits
    low, high = min(0.0, asked, *totals), max(0.0, asked, *totals)

    def place(bits: float) -> float:
        return round(EDGE + (bits - low) / ((high - low) or 1.0) * (WIDTH - 2 * EDGE), 2)

    def step(label: str, bits: float, begin: float, kind: str) -> Step:
        first, last = sorted((place(begin), place(begin + bits)))
        return Step(label, bits, first, max(last - first, 0.5), kind)

    steps = [step("Before comparing", assessment.prior_bits, 0.0, "prior")]
    for reason, begin in zip(counted, totals[1:], strict=False):
        label = LABELS.get(reason.field, reason.field)
        steps.append(step(label, reason.bits, begin, "for" if reason.bits > 0 else "against"))
    return Sum(tuple(steps), place(0.0), place(asked))


def bar_of(bits: float, widest: float) -> tuple[float, float]:
    """(start, width) of one reason's bar around a zero line at the middle of a scale of 60."""
    width = min(abs(bits) / widest, 1.0) * 29 if widest else 0.0
    return (0.0 if bits > 0 else -width), round(width, 2)


def _plain(value: str) -> list[str]:
    """Words in any order, without marks: a name is the same whichever part stands first."""
    return sorted("".join(c if c.isalnum() else " " for c in value.casefold()).split())
