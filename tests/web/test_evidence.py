"""How evidence is drawn: marks follow both values and the weight, bars stand on one scale, nothing is left out."""

from __future__ import annotations

import pytest

from gotravel.domain.hit import Assessment, Reason
from gotravel.web.evidence import bar_of, mark_of, sum_of


def a_reason(bits: float, ours: str | None = "SAMPLE", theirs: str | None = "SAMPLE") -> Reason:
    return Reason("code", "family-name", bits, "A sentence", ours, theirs)


@pytest.mark.parametrize(
    ("reason", "sign"),
    [
        pytest.param(a_reason(7.1), "=", id="the same"),
        pytest.param(a_reason(7.1, "SAMPLE, ANNA", "Anna Sample"), "=", id="the same in another order and case"),
        pytest.param(a_reason(3.0, "SAMPEL"), "≈", id="near"),
        pytest.param(a_reason(-1.6, "OTHER"), "≠", id="different"),
        pytest.param(a_reason(0.0, "OTHER"), "≠", id="different and weighing nothing"),
        pytest.param(a_reason(0.0, None), "–", id="not sent"),
        pytest.param(a_reason(0.0, "SAMPLE", None), "–", id="not on the list"),
    ],
)
def test_marks(reason: Reason, sign: str) -> None:
    assert mark_of(reason).sign == sign


def test_the_sum_leads_from_before_comparing_to_the_total() -> None:
    reasons = (a_reason(7.0), a_reason(-2.0, "OTHER"), a_reason(0.0, None))
    drawn = sum_of(Assessment(5.0, -13.6, 16.5, 0.5, 0.4, 0.6, reasons, "SAMPLE", "m", "f", "s", "c"))
    assert [step.kind for step in drawn.steps] == ["prior", "for", "against"]
    assert sum(step.bits for step in drawn.steps) == pytest.approx(-13.6 + 5.0)
    assert all(step.start >= 0 and step.start + step.width <= 100.5 for step in drawn.steps)
    # Each bar begins where the one before it ended.
    assert drawn.steps[1].start == pytest.approx(drawn.steps[0].start, abs=0.02)
    assert drawn.steps[2].start + drawn.steps[2].width == pytest.approx(
        drawn.steps[1].start + drawn.steps[1].width, abs=0.02
    )


@pytest.mark.parametrize(("bits", "side"), [(5.0, 0.0), (-5.0, -29.0)])
def test_bars_grow_from_the_zero_line(bits: float, side: float) -> None:
    start, width = bar_of(bits, 5.0)
    assert (start, width) == (side, 29.0)
    assert bar_of(0.0, 0.0)[1] == 0.0
