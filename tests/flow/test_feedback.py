"""What the recipient of a referral found comes back, once; its absence is an alarm (REV4)."""

from __future__ import annotations

import pytest

from gotravel.domain.actor import Permission, Role
from gotravel.domain.case import Feedback
from gotravel.domain.errors import NotInThisState, NotPermitted
from gotravel.domain.ids import ReferralId
from gotravel.flow import disseminate
from gotravel.flow.purposes import CASEWORK
from tests.flow.test_subject_requests import referred
from tests.unit import Unit


def alarms(unit: Unit) -> set[str]:
    with unit.parts.store.begin(unit.officers[Role.ANALYST].actor, Permission.READ_BOARD, CASEWORK) as work:
        return {one.kind for one in work.safeguards.alarms(unit.clock.now)}


def test_a_recipient_who_says_nothing_is_an_alarm_until_the_finding_is_recorded(eu: Unit) -> None:
    referred(eu)
    [(referral,)] = eu.ask("SELECT id FROM referral")
    assert "feedback-overdue" not in alarms(eu)
    eu.nights(31)
    assert "feedback-overdue" in alarms(eu)
    analyst = eu.officers[Role.ANALYST]
    with pytest.raises(NotPermitted):
        disseminate.record_feedback(eu.parts, eu.officers[Role.DPO], ReferralId(referral), Feedback.NONE, "")
    disseminate.record_feedback(eu.parts, analyst, ReferralId(referral), Feedback.ANOTHER_PERSON, "A namesake.")
    assert "feedback-overdue" not in alarms(eu)
    with pytest.raises(NotInThisState):
        disseminate.record_feedback(eu.parts, analyst, ReferralId(referral), Feedback.ARREST, "")
