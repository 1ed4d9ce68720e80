"""Whoever is stopped for another gets a token by two people; whoever's data were used is told, or the deferral ends."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from gotravel.domain.actor import Permission, Role
from gotravel.domain.errors import (
    InvalidInput,
    NotFound,
    NotInThisState,
    NotPermitted,
    ReasonMissing,
    SecondPersonNeeded,
)
from gotravel.domain.ids import PurposeCode
from gotravel.domain.redress import NoticeState, RedressState, Remedy
from gotravel.domain.rights_request import RequestKind
from gotravel.flow import court_pack, redress, use_notices
from gotravel.worker import work_until_idle
from tests.flow.cases import a_case
from tests.flow.test_subject_requests import asked, him, referred
from tests.unit import API, Unit

COMPLAINT = "I am stopped at every landing for a person of the same name."
WHY = "Photograph and passport show another person than the listed one."


def opened(unit: Unit) -> UUID:
    """A redress case on the hit of a person whose identity is proven."""
    a_case(unit)
    request = asked(unit, RequestKind.ACCESS)
    [hit] = redress.hits_of(unit.parts, unit.officers[Role.DPO], request.id)
    return redress.open_case(unit.parts, unit.officers[Role.DPO], request.id, hit.hit, COMPLAINT).id


def test_a_token_by_two_people_keeps_the_pair_from_being_raised_again(eu: Unit) -> None:
    case = opened(eu)
    redress.propose(eu.parts, eu.officers[Role.DPO], case, Remedy.TOKEN, WHY)
    done = redress.confirm(eu.parts, eu.officers[Role.WATCHLISTS], case)
    assert (done.state, done.token is not None) == (RedressState.UPHELD, True)
    assert done.number.startswith("RD-2026-")
    # When the same person flies again, nothing is raised.
    again = API.replace(b"2611261815", b"2611291815").replace(b"2611270730", b"2611300730").replace(b"+A1+", b"+A2+")
    eu.take(again)
    assert eu.ask("SELECT state FROM hit ORDER BY raised_at") == [("open",), ("suppressed",)]


@pytest.mark.parametrize(
    ("role", "refusal"),
    [
        pytest.param(Role.ANALYST, NotPermitted, id="an analyst"),
        pytest.param(Role.DPO, NotPermitted, id="the one who proposed"),
        pytest.param(Role.AUTHORITY, NotPermitted, id="the authority, who hears the appeal"),
    ],
)
def test_who_does_not_agree_to_a_token(eu: Unit, role: Role, refusal: type[Exception]) -> None:
    case = opened(eu)
    redress.propose(eu.parts, eu.officers[Role.DPO], case, Remedy.TOKEN, WHY)
    with pytest.raises(refusal):
        redress.confirm(eu.parts, eu.officers[role], case)


def test_a_wrong_entry_is_handed_to_the_lists_manager_who_says_what_was_done(eu: Unit) -> None:
    case = opened(eu)
    redress.propose(eu.parts, eu.officers[Role.DPO], case, Remedy.DELIST, WHY)
    manager = eu.officers[Role.WATCHLISTS]
    redress.confirm(eu.parts, manager, case)
    with pytest.raises(ReasonMissing):
        redress.hand_back(eu.parts, manager, case, "done")
    redress.hand_back(eu.parts, manager, case, "The owner struck the entry from its list today.")
    assert redress.everything(eu.parts, eu.officers[Role.AUTHORITY])[0].state is RedressState.CLOSED
    assert eu.count("redress_token") == 0


def test_the_appeal_is_decided_outside_the_unit_and_in_time(eu: Unit) -> None:
    case = opened(eu)
    redress.propose(eu.parts, eu.officers[Role.DPO], case, Remedy.REJECT, WHY)
    redress.confirm(eu.parts, eu.officers[Role.SUPERVISOR], case)
    redress.appeal(eu.parts, eu.officers[Role.AUTHORITY], case)
    with pytest.raises(NotPermitted):
        redress.decide_appeal(eu.parts, eu.officers[Role.DPO], case, "The court found for the person today.")
    redress.decide_appeal(eu.parts, eu.officers[Role.AUTHORITY], case, "The court found for the person today.")
    with pytest.raises(NotInThisState):
        redress.appeal(eu.parts, eu.officers[Role.AUTHORITY], case)


def test_a_match_of_somebody_else_is_not_the_persons(eu: Unit) -> None:
    a_case(eu)
    request = asked(eu, RequestKind.ACCESS)
    with pytest.raises(InvalidInput):
        redress.open_case(eu.parts, eu.officers[Role.DPO], request.id, UUID(int=7), COMPLAINT)


# The ombudsperson ----------------------------------------------------------------------------------------------------
ENTRY_STANDS_ALONE = "The entry rests on one report that its own author withdrew."


def test_an_ombudsperson_recommends_a_delisting_and_is_answered(eu: Unit) -> None:
    case, ombudsperson, manager = opened(eu), eu.officers[Role.OMBUDSPERSON], eu.officers[Role.WATCHLISTS]
    with pytest.raises(ReasonMissing):
        redress.recommend(eu.parts, ombudsperson, case, "delist")
    redress.recommend(eu.parts, ombudsperson, case, ENTRY_STANDS_ALONE)
    [waiting] = redress.for_lists(eu.parts, manager)
    assert (waiting.recommendation, waiting.reply) == (ENTRY_STANDS_ALONE, None)
    assert waiting.reply_due == eu.clock.now + timedelta(days=60)
    redress.reply(eu.parts, manager, case, "The owner struck the entry from its list today.")
    assert redress.for_lists(eu.parts, manager) == []
    [read] = redress.everything(eu.parts, ombudsperson)
    assert read.reply == "The owner struck the entry from its list today."
    with pytest.raises(NotInThisState):
        redress.recommend(eu.parts, ombudsperson, case, ENTRY_STANDS_ALONE)
    with pytest.raises(NotInThisState):
        redress.reply(eu.parts, manager, case, "The owner struck the entry from its list today.")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OMBUDSPERSON])
def test_nobody_else_recommends_for_the_ombudsperson(eu: Unit, role: Role) -> None:
    with pytest.raises(NotPermitted):
        redress.recommend(eu.parts, eu.officers[role], UUID(int=7), ENTRY_STANDS_ALONE)


def test_a_recommendation_stands_as_it_was_written_whoever_writes_to_the_table(eu: Unit) -> None:
    case = opened(eu)
    redress.recommend(eu.parts, eu.officers[Role.OMBUDSPERSON], case, ENTRY_STANDS_ALONE)
    dpo = eu.officers[Role.DPO].actor
    with (
        eu.parts.store.begin(dpo, Permission.ANSWER_PERSON, PurposeCode("data-protection")) as work,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="as it was written"),
    ):
        work.connection.execute("UPDATE redress_case SET recommendation = 'withdrawn'")


# The pack for the court ----------------------------------------------------------------------------------------------
def test_the_pack_says_why_by_which_law_who_decided_and_how_to_check_it(eu: Unit) -> None:
    case = opened(eu)
    number, pack = court_pack.made(eu.parts, eu.officers[Role.AUTHORITY], case)
    [(hit, total)] = eu.ask("SELECT id, total_bits FROM hit")
    assert number in pack
    for told in (
        COMPLAINT,
        *eu.parts.profile.legal_refs,
        f"{total:+.1f}  sum",
        "It is the sum of the day",
        f"gotravel replay {hit}",
    ):
        assert told in pack
    assert "Nobody has decided about this match yet." in pack
    [(kind, records)] = eu.ask("SELECT kind, subjects FROM audit_event ORDER BY seq DESC LIMIT 1")
    assert (kind, set(records)) == ("redress:packed", {case, hit})


def test_of_a_match_whose_time_is_over_no_pack_is_made(eu: Unit) -> None:
    case = opened(eu)
    eu.nights(eu.parts.profile.mask_after_days + 40)
    with pytest.raises(NotFound, match="its time was over"):
        court_pack.made(eu.parts, eu.officers[Role.DPO], case)


def test_where_the_entry_is_gone_the_pack_says_that_the_sum_cannot_be_computed_again(eu: Unit) -> None:
    case = opened(eu)
    with psycopg.connect(eu.owner) as owner:
        owner.execute("DELETE FROM watchlist_entry")
    _, pack = court_pack.made(eu.parts, eu.officers[Role.DPO], case)
    assert "It could not be computed again" in pack
    assert "was destroyed" in pack


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPERVISOR, Role.WATCHLISTS, Role.ADMINISTRATOR, Role.APPROVER])
def test_who_is_handed_no_pack(eu: Unit, role: Role) -> None:
    case = opened(eu)
    with pytest.raises(NotPermitted):
        court_pack.made(eu.parts, eu.officers[role], case)


# Notices after use ---------------------------------------------------------------------------------------------------
def due(unit: Unit) -> tuple[UUID, UUID]:
    """(referral, notice), on the day it is due."""
    referred(unit)
    unit.nights(unit.parts.profile.rights.deadline_days + 1)
    [row] = unit.ask("SELECT referral, id FROM subject_notice")
    return row


def test_a_person_is_told_of_a_past_use_in_a_letter_that_names_what_was_done(eu: Unit) -> None:
    _, notice = due(eu)
    letter = use_notices.letter(eu.parts, eu.officers[Role.DPO], notice)
    assert "ZZ 501" in letter
    assert "Border police" in letter
    use_notices.sent(eu.parts, eu.officers[Role.DPO], notice)
    assert use_notices.register(eu.parts, eu.officers[Role.AUTHORITY])[0].state is NoticeState.SENT


def test_a_deferral_needs_another_person_ends_by_itself_and_is_approved_anew(eu: Unit) -> None:
    referral, notice = due(eu)
    analyst, dpo = eu.officers[Role.ANALYST], eu.officers[Role.DPO]
    why = "A search of premises would be warned by the letter."
    with pytest.raises(InvalidInput):
        use_notices.ask_deferral(eu.parts, analyst, referral, why, eu.clock.now + timedelta(days=91))
    use_notices.ask_deferral(eu.parts, analyst, referral, why, eu.clock.now + timedelta(days=10))
    with pytest.raises(NotPermitted):
        use_notices.answer_deferral(eu.parts, analyst, notice, True)
    use_notices.answer_deferral(eu.parts, dpo, notice, True)
    assert eu.ask("SELECT state, approved_by FROM subject_notice") == [("deferred", dpo.id)]
    eu.nights(11)
    assert eu.ask("SELECT state, approved_by FROM subject_notice") == [("due", None)]
    assert eu.ask("SELECT count(*) > 0 FROM oversight_notice WHERE kind = 'notice-overdue'") == [(True,)]


def test_one_person_cannot_defer_alone_even_with_the_tables_rights(eu: Unit) -> None:
    referral, notice = due(eu)
    both = eu.officers[Role.DPO]
    eu.ask("UPDATE officer SET roles = '{data-protection-officer,analyst}' WHERE id = %s RETURNING id", both.id)
    eu.ask("UPDATE subject_notice SET state = 'asked', asked_by = %s, asked_until = now() RETURNING id", both.id)
    with pytest.raises(SecondPersonNeeded):
        use_notices.answer_deferral(eu.parts, both, notice, True)
    assert referral


def test_a_notice_lapses_with_the_record(eu: Unit) -> None:
    referred(eu)
    eu.nights(1)
    eu.ask("DELETE FROM traveller WHERE id = %s RETURNING id", him(eu))
    eu.nights(1)
    assert eu.ask("SELECT state FROM subject_notice") == [("lapsed",)]
    work_until_idle(eu.parts)
