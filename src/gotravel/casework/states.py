"""The way of a case as a table: state and stage and outcome -> next state.

Goes in: where a case stands and what an officer found. Comes out: where it stands then. Never: a match confirmed by
one person alone (REV1, REV3; Directive (EU) 2016/681 art. 6(5)-(6)).
"""

from __future__ import annotations

from gotravel.domain.case import CaseState, Outcome

NEXT: dict[tuple[CaseState, Outcome], CaseState] = {
    (CaseState.OPEN, Outcome.SAME_PERSON): CaseState.SECOND_REVIEW,
    (CaseState.OPEN, Outcome.DIFFERENT_PERSON): CaseState.CLEARED,
    (CaseState.OPEN, Outcome.CANNOT_TELL): CaseState.WAITING,
    (CaseState.OPEN, Outcome.TO_SUPERVISOR): CaseState.SUPERVISOR,
    (CaseState.WAITING, Outcome.SAME_PERSON): CaseState.SECOND_REVIEW,
    (CaseState.WAITING, Outcome.DIFFERENT_PERSON): CaseState.CLEARED,
    (CaseState.WAITING, Outcome.CANNOT_TELL): CaseState.WAITING,
    (CaseState.WAITING, Outcome.TO_SUPERVISOR): CaseState.SUPERVISOR,
    (CaseState.SECOND_REVIEW, Outcome.SAME_PERSON): CaseState.CONFIRMED,
    (CaseState.SECOND_REVIEW, Outcome.DIFFERENT_PERSON): CaseState.SUPERVISOR,
    (CaseState.SECOND_REVIEW, Outcome.CANNOT_TELL): CaseState.SUPERVISOR,
    (CaseState.SECOND_REVIEW, Outcome.TO_SUPERVISOR): CaseState.SUPERVISOR,
    (CaseState.SUPERVISOR, Outcome.SAME_PERSON): CaseState.CONFIRMED,
    (CaseState.SUPERVISOR, Outcome.DIFFERENT_PERSON): CaseState.CLEARED,
    (CaseState.SUPERVISOR, Outcome.CANNOT_TELL): CaseState.WAITING,
}
STAGE: dict[CaseState, str] = {
    CaseState.OPEN: "first",
    CaseState.WAITING: "first",
    CaseState.SECOND_REVIEW: "second",
    CaseState.SUPERVISOR: "supervisor",
}
MAY_BE_REFERRED = frozenset({CaseState.CONFIRMED, CaseState.REFERRED})
UNDECIDED = frozenset(STAGE)
