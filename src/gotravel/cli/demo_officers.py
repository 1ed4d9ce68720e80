"""Two invented officers decide the demonstration's cases, by the functions that the desk calls.

Goes in: parts of a training system. Comes out: how many cases they decided. Never: used outside the demonstration: on a
real desk people decide.
"""

from __future__ import annotations

from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.case import Case, CaseState, Checklist, Identifier, MainReason, Outcome
from gotravel.domain.officer import Officer
from gotravel.flow import disseminate, review
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK

LIKELY = 0.5
"""The demonstration's officers call a likelihood above even odds the same person. A real officer reads the reasons."""
SAME = "Demonstration: name, birth date and document were compared and agree."
CHECKED = Checklist((Identifier.FAMILY_NAME, Identifier.BIRTH_DATE), "Demonstration: nothing speaks against it.")
DIFFERENT = "Demonstration: the details that were compared speak for another person."


def decide_everything(parts: Parts) -> int:
    with parts.store.begin(WORKER, Permission.SIGN_IN, CASEWORK) as work:
        first, second = (work.officers.by_sign_in(name) for name in ("analyst", "analyst2"))
        work.commit(AuditEvent("officer:signed-in", (), {"count": 2}))
    assert first is not None
    assert second is not None
    cases = _open_cases(parts, first)
    for case, likelihood in cases:
        _decide(parts, first, second, case, likelihood)
    return len(cases)


def _open_cases(parts: Parts, officer: Officer) -> list[tuple[Case, float]]:
    with parts.store.begin(officer.actor, Permission.READ_CASE, CASEWORK) as work:
        cases = work.cases.open_with_likelihood()
        work.commit(AuditEvent("case:listed", (), {"cases": len(cases)}))
    return cases


def _decide(parts: Parts, first: Officer, second: Officer, case: Case, likelihood: float) -> None:
    review.take(parts, first, case.id)
    if likelihood < LIKELY:
        review.decide(parts, first, case.id, Outcome.DIFFERENT_PERSON, MainReason.DETAILS_DIFFER, DIFFERENT)
        return
    review.decide(parts, first, case.id, Outcome.SAME_PERSON, MainReason.DETAILS_AGREE, SAME, CHECKED)
    after = review.decide(parts, second, case.id, Outcome.SAME_PERSON, MainReason.DETAILS_AGREE, SAME, CHECKED)
    if after is CaseState.CONFIRMED:
        disseminate.refer(parts, second, case.id, parts.profile.authorities[0].id)
