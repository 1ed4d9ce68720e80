"""Lists at work: what changed is looked for, what is stale matches nobody, what left is recalled, what people decided is remembered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest

from gotravel.domain.actor import OPERATOR, WORKER, Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.case import Checklist, Identifier, MainReason, Outcome
from gotravel.domain.errors import InvalidInput, LegalBasisMissing, NotInThisState, SecondPersonNeeded, UnusualChange
from gotravel.domain.hit import Assessment
from gotravel.domain.ids import CaseId, EntryId, TravellerId
from gotravel.domain.job import Job, Step
from gotravel.domain.watchlist import Category
from gotravel.flow import disseminate, remembering, rescreen, review
from gotravel.flow.purposes import SCREENING
from gotravel.flow.replay import replay
from gotravel.store.codec import pack, unpack
from gotravel.upkeep import entries, list_changes, watchlists
from gotravel.worker import keep_calendar, work_until_idle
from tests.flow.cases import a_case, a_list
from tests.unit import API, LIST, MARKER, Unit

REASON = "Compared with the document and the photograph page."
HEAD = LIST.split("\n")[0] + "\n"
ROW = f"X-1;Osrikel {MARKER};1980-01-01;SWE;{MARKER}1;suspect;2099-01-01;Invented police\n"
OTHER = f"X-2;Tuva {MARKER}BERG;1991-03-03;SWE;{MARKER}9;suspect;2099-01-01;Invented police\n"


def again(unit: Unit, *rows: str) -> None:
    watchlists.import_list(unit.parts, OPERATOR, "SOUGHT", (HEAD + "".join(rows)).encode())
    work_until_idle(unit.parts)


def register(unit: Unit, code: str, **told: Any) -> None:
    law = ("Invented act, section 1", "serious-crime", ("02",), date(2099, 1, 1))
    watchlists.register(
        unit.parts, OPERATOR, watchlists.Registration(code, code.title(), "Invented police", *law, **told)
    )


def states(unit: Unit) -> list[str]:
    return [row[0] for row in unit.ask("SELECT state FROM hit ORDER BY raised_at, id")]


def clear(unit: Unit, case: CaseId) -> None:
    analyst = unit.officers[Role.ANALYST]
    review.decide(unit.parts, analyst, case, Outcome.DIFFERENT_PERSON, MainReason.DETAILS_DIFFER, REASON)


def confirm(unit: Unit, case: CaseId) -> None:
    agreed = Checklist(
        (Identifier.FAMILY_NAME, Identifier.DOCUMENT, Identifier.BIRTH_DATE), "Nothing speaks against it."
    )
    for role in (Role.ANALYST, Role.SUPERVISOR):
        told = (Outcome.SAME_PERSON, MainReason.DOCUMENT_AGREES, REASON, agreed)
        review.decide(unit.parts, unit.officers[role], case, *told)


# A changed list -----------------------------------------------------------------------------------------------------------
def test_a_changed_list_raises_who_is_booked_already(eu: Unit) -> None:
    eu.take()
    a_list(eu)
    assert states(eu) == ["open"]
    again(eu, ROW, OTHER)
    assert states(eu) == ["open", "open"]


def test_of_a_changed_list_only_what_changed_is_looked_for(eu: Unit) -> None:
    a_case(eu)
    again(eu, ROW, OTHER)
    with eu.parts.store.begin(WORKER, Permission.SCREEN, SCREENING) as work:
        change = eu.ask("SELECT id FROM watchlist_change ORDER BY proposed_at DESC, added LIMIT 1")[0][0]
        found = work.watchlists.entries_brought(eu.ask("SELECT id FROM watchlist")[0][0], change)
        work.commit(AuditEvent("watchlist:read"))
    assert {entry.reference for entry in found} <= {"X-1", "X-2"} and len(found) == 1


def test_slices_hold_everybody_once_and_each_is_one_commit(eu: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescreen, "SLICE", 1)
    eu.take()
    a_list(eu)
    seen = eu.ask(
        "SELECT sum((detail->>'travellers')::int) FROM audit_event WHERE kind = 'list:rescreened' AND detail ? 'travellers'"
    )
    slices = eu.ask("SELECT max((detail->>'slices')::int) FROM audit_event WHERE kind = 'list:rescreened'")
    assert (seen, slices) == ([(2,)], [(3,)])
    assert states(eu) == ["open"]


def test_the_same_file_again_refreshes_the_list_and_changes_nothing(eu: Unit) -> None:
    a_list(eu)
    eu.clock.now += timedelta(days=20)
    done = watchlists.import_list(eu.parts, OPERATOR, "SOUGHT", LIST.encode())
    assert done.change is None and done.entries == 1
    assert eu.ask("SELECT refreshed_at FROM watchlist") == [(eu.clock.now,)]
    assert eu.ask("SELECT count(*) FROM job") == [(0,)]


def test_an_unusual_change_waits_and_the_operator_cannot_confirm_it(eu: Unit) -> None:
    a_list(eu)
    many = HEAD + "".join(f"M-{n};Invented Name{n};;;;;;\n" for n in range(60))
    with pytest.raises(UnusualChange, match="second person"):
        watchlists.import_list(eu.parts, OPERATOR, "SOUGHT", many.encode())
    change = eu.ask("SELECT id FROM watchlist_change WHERE state = 'proposed'")[0][0]
    assert eu.ask("SELECT count(*) FROM watchlist_entry WHERE in_force") == [(1,)]
    with pytest.raises(SecondPersonNeeded):
        list_changes.apply(eu.parts, OPERATOR, change)
    list_changes.confirm(eu.parts, eu.officers[Role.SUPERVISOR].actor, change)
    assert eu.ask("SELECT count(*) FROM watchlist_entry WHERE in_force") == [(60,)]


def test_a_new_version_that_breaks_off_half_way_leaves_the_old_one_whole(
    eu: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entries were written and the old ones retired when it breaks off: all of it is undone."""
    a_list(eu)
    before = eu.ask("SELECT id, version, in_force FROM watchlist_entry")

    def broken(*_: object) -> None:
        raise psycopg.OperationalError("the connection is gone")

    monkeypatch.setattr("gotravel.store.watchlists.Watchlists.refreshed", broken)
    with pytest.raises(psycopg.OperationalError):
        watchlists.import_list(eu.parts, OPERATOR, "SOUGHT", (HEAD + OTHER).encode())
    assert eu.ask("SELECT id, version, in_force FROM watchlist_entry") == before
    assert eu.ask("SELECT count(*) FROM watchlist_change WHERE state <> 'in-force'") == [(0,)]


def test_a_newer_proposal_supersedes_one_that_waits(eu: Unit) -> None:
    a_list(eu)
    for count in (60, 70):
        many = HEAD + "".join(f"M-{n};Invented Name{n};;;;;;\n" for n in range(count))
        watchlists.propose(eu.parts, OPERATOR, "SOUGHT", many.encode())
    assert eu.ask("SELECT state, file IS NULL FROM watchlist_change WHERE needs_second ORDER BY added") == [
        ("superseded", True),
        ("proposed", False),
    ]


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE watchlist SET threshold_bits = 9", id="a threshold without a change"),
        pytest.param("UPDATE watchlist SET snapshot = 'x'", id="a snapshot without a change"),
        pytest.param(
            "UPDATE watchlist_change SET state = 'in-force', decided_by = proposed_by WHERE needs_second",
            id="confirmed by who proposed",
        ),
        pytest.param("UPDATE watchlist_change SET state = 'in-force' WHERE needs_second", id="confirmed by nobody"),
        pytest.param(
            "UPDATE watchlist_change SET state = 'in-force', decided_by = 'somebody-else' WHERE needs_second",
            id="confirmed in another's name",
        ),
    ],
)
def test_the_database_refuses(eu: Unit, sql: str) -> None:
    a_list(eu)
    many = HEAD + "".join(f"M-{n};Invented Name{n};;;;;;\n" for n in range(60))
    watchlists.propose(eu.parts, OPERATOR, "SOUGHT", many.encode())
    with psycopg.connect(eu.parts.store.dsn) as connection:
        connection.execute(
            "SELECT set_config('role', 'gotravel_worker', true), set_config('gotravel.actor', 'operator', true), set_config('gotravel.purpose', 'x', true)"
        )
        with pytest.raises(psycopg.Error):
            connection.execute(sql.encode())


# By time ------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("told", "row", "days", "raised"),
    [
        pytest.param({}, ROW, 1, True, id="current"),
        pytest.param({"refresh_hours": 24}, ROW, 2, False, id="not refreshed in time"),
        pytest.param({}, ROW.replace("2099-01-01", "2026-11-25"), 3, False, id="the entry's review is overdue"),
    ],
)
def test_what_is_stale_matches_nobody(eu: Unit, told: dict[str, Any], row: str, days: int, raised: bool) -> None:
    register(eu, "SOUGHT", **told)
    again(eu, row)
    eu.clock.now += timedelta(days=days)
    eu.take()
    assert (states(eu) == ["open"]) is raised


def test_an_entry_past_its_day_has_its_open_hits_recalled(eu: Unit) -> None:
    register(eu, "SOUGHT")
    again(eu, ROW.replace("2099-01-01", "2026-11-30"))
    eu.take()
    assert states(eu) == ["open"]
    eu.nights(8)
    assert states(eu) == ["recalled"]
    assert eu.ask("SELECT state FROM case_file") == [("recalled",)]


# Delisting ----------------------------------------------------------------------------------------------------------------
def test_delisting_recalls_open_hits_and_tells_who_got_a_referral(eu: Unit) -> None:
    case = a_case(eu)
    confirm(eu, case)
    authority = eu.parts.profile.authorities[0].id
    disseminate.refer(eu.parts, eu.officers[Role.SUPERVISOR], case, authority)
    again(eu, ROW, OTHER)
    assert states(eu) == ["decided", "open"]
    again(eu, "X-3;Somebody Else;;;;;;\n")
    assert states(eu) == ["decided", "recalled"]
    assert eu.ask("SELECT authority, told_at FROM recipient_notice WHERE kind = 'delisted'") == [(authority, None)]
    assert eu.ask("SELECT kind FROM oversight_notice WHERE kind = 'entry-delisted'") == [("entry-delisted",)]


# Remembered decisions -------------------------------------------------------------------------------------------------------
def test_a_pair_told_apart_is_not_raised_on_the_next_flight(eu: Unit) -> None:
    clear(eu, a_case(eu))
    eu.take(next_flight())
    assert states(eu) == ["decided", "suppressed"]
    assert eu.count("case_file") == 1
    assert eu.ask("SELECT count(*) FROM audit_event WHERE kind = 'pair:suppressed'") == [(1,)]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda eu: again(eu, ROW.replace(";SWE;", ";SWE|NOR;")), id="the entry changed"),
        pytest.param(lambda eu: None, id="the traveller's birth date changed"),
    ],
)
def test_a_pair_told_apart_is_asked_again_when_either_record_changes(
    eu: Unit, changed: Any, request: pytest.FixtureRequest
) -> None:
    clear(eu, a_case(eu))
    changed(eu)
    raw = next_flight()
    if "traveller" in request.node.callspec.id:
        raw = raw.replace(b"DTM+329:800101", b"DTM+329:800102")
    eu.take(raw)
    assert states(eu)[-1] == "open"


def test_a_remembered_pair_ends_after_half_a_year_and_what_it_held_back_is_raised(eu: Unit) -> None:
    clear(eu, a_case(eu))
    eu.take(next_flight("261201"))
    assert states(eu)[-1] == "suppressed"
    eu.ask("UPDATE remembered_pair SET expires_at = decided_at + interval '1 hour' RETURNING 1")
    eu.clock.now += timedelta(hours=2)
    keep_calendar(eu.parts)
    work_until_idle(eu.parts)
    assert states(eu)[-1] == "open"
    assert eu.ask("SELECT count(*) FROM audit_event WHERE kind = 'pair:forgotten'") == [(1,)]


def test_a_token_outlives_a_new_version_of_the_entry_and_stops_only_that_entry(eu: Unit) -> None:
    case = a_case(eu)
    traveller, entry = eu.ask("SELECT traveller, entry FROM hit")[0]
    clear(eu, case)
    analyst, supervisor = eu.officers[Role.ANALYST], eu.officers[Role.SUPERVISOR]
    token = remembering.ask_token(eu.parts, analyst, TravellerId(traveller), EntryId(entry), REASON)
    with pytest.raises(SecondPersonNeeded):
        remembering.grant_token(eu.parts, supervisor_as(eu, analyst.id), token)
    remembering.grant_token(eu.parts, supervisor, token)
    again(eu, ROW.replace(";SWE;", ";SWE|NOR;"), OTHER)
    by_entry = dict(
        eu.ask(
            "SELECT e.reference, h.state FROM hit h JOIN watchlist_entry e ON e.id = h.entry AND e.version = h.entry_version WHERE h.state <> 'decided'"
        )
    )
    assert by_entry == {"X-1": "suppressed", "X-2": "open"}
    remembering.end_token(eu.parts, analyst, token)
    with pytest.raises(NotInThisState):
        remembering.grant_token(eu.parts, supervisor, token)


@pytest.mark.parametrize("months", [0, 13])
def test_a_token_lasts_a_year_at_most(eu: Unit, months: int) -> None:
    a_case(eu)
    traveller, entry = eu.ask("SELECT traveller, entry FROM hit")[0]
    with pytest.raises(InvalidInput, match="months"):
        remembering.ask_token(eu.parts, eu.officers[Role.ANALYST], traveller, entry, REASON, months)


def test_a_new_push_with_other_data_asks_again_with_the_newer_comparison(eu: Unit) -> None:
    a_case(eu)
    eu.take(
        API.replace(b"DTM+329:800101", b"DTM+329:800102").replace(b"+A1+", b"+A2+").replace(b"UNZ+1+A1", b"UNZ+1+A2")
    )
    assert sorted(states(eu)) == ["open", "replaced"]
    assert eu.count("case_file") == 1


# Lists from abroad (WL7) ------------------------------------------------------------------------------------------------------
def test_a_foreign_entry_matches_after_its_check_and_is_referred_after_its_source_confirmed(eu: Unit) -> None:
    register(eu, "SOUGHT", foreign=True)
    eu.take()
    again(eu, ROW, OTHER)
    assert states(eu) == []
    lister = eu.officers[Role.WATCHLISTS]
    first, second = (row[0] for row in eu.ask("SELECT id FROM watchlist_entry ORDER BY reference"))
    entries.check(eu.parts, lister, second, entries.Check(False, True, False, REASON))
    entries.check(eu.parts, lister, first, entries.Check(False, False, False, REASON))
    work_until_idle(eu.parts)
    assert states(eu) == ["open"], "the refugee's entry stays out"
    case = CaseId(eu.ask("SELECT id FROM case_file")[0][0])
    confirm(eu, case)
    supervisor, authority = eu.officers[Role.SUPERVISOR], eu.parts.profile.authorities[0].id
    with pytest.raises(NotInThisState, match="X-1"):
        disseminate.refer(eu.parts, supervisor, case, authority)
    entries.confirm_source(eu.parts, lister, first, "By note of the foreign unit, 24 November.")
    disseminate.refer(eu.parts, supervisor, case, authority)


# Thresholds (WL5) ---------------------------------------------------------------------------------------------------------------
def test_a_threshold_is_tried_then_changed_by_two_people_and_named_by_hits(eu: Unit) -> None:
    a_case(eu)
    lister, supervisor = eu.officers[Role.WATCHLISTS].actor, eu.officers[Role.SUPERVISOR].actor
    change = list_changes.propose_threshold(eu.parts, lister, "SOUGHT", 12.0, REASON)
    with pytest.raises(NotInThisState, match="tried"):
        list_changes.confirm(eu.parts, supervisor, change)
    work_until_idle(eu.parts)
    with pytest.raises(SecondPersonNeeded):
        list_changes.confirm(eu.parts, lister, change)
    list_changes.confirm(eu.parts, supervisor, change)
    work_until_idle(eu.parts)
    assert eu.ask("SELECT threshold_bits, threshold_version FROM watchlist") == [(12.0, 2)]
    assert eu.ask("SELECT detail->'simulation'->>'travellers' FROM watchlist_change WHERE id = %s", change) == [("2",)]
    eu.take(next_flight())
    assert eu.ask("SELECT threshold_version FROM hit ORDER BY raised_at, id") == [(1,), (2,)]


@pytest.mark.parametrize(("bits", "reason"), [(3.0, REASON), (99.0, REASON)])
def test_a_threshold_has_bounds(eu: Unit, bits: float, reason: str) -> None:
    a_list(eu)
    with pytest.raises(InvalidInput, match="between"):
        list_changes.propose_threshold(eu.parts, eu.officers[Role.WATCHLISTS].actor, "SOUGHT", bits, reason)


# Replay ---------------------------------------------------------------------------------------------------------------------------
def test_a_hit_is_computed_again_after_its_list_moved_on(eu: Unit) -> None:
    a_case(eu)
    hit: UUID = eu.ask("SELECT id FROM hit")[0][0]
    again(eu, ROW.replace("1980-01-01", "1955-05-05"))
    again(eu, OTHER)
    found = replay(eu.parts, hit)
    assert found.differences == () and found.computed == pytest.approx(found.stored, abs=1e-4)
    assert any("SOUGHT" in told for told in found.made_with)


@pytest.mark.parametrize(
    ("destroyed", "told"),
    [
        pytest.param("DELETE FROM watchlist_entry", "list entry of snapshot", id="the entry"),
        pytest.param("DELETE FROM frequency_table", "name frequencies", id="the frequencies"),
        pytest.param("UPDATE hit SET person = NULL", "sealed or destroyed", id="the traveller"),
    ],
)
def test_replay_says_what_is_missing(eu: Unit, destroyed: str, told: str) -> None:
    a_case(eu)
    hit: UUID = eu.ask("SELECT id FROM hit")[0][0]
    with psycopg.connect(eu.owner) as connection:
        connection.execute(destroyed.encode())
    found = replay(eu.parts, hit)
    assert found.computed is None and told in found.differences[0]


def test_replay_of_a_hit_of_an_earlier_model_names_the_release_and_each_comparison_that_moved(eu: Unit) -> None:
    """As the release before this one stored it: another version, no word of the issuing State, another weight of the birth date."""
    a_case(eu)
    hit: UUID = eu.ask("SELECT id FROM hit")[0][0]
    stored = unpack(eu.ask("SELECT assessment FROM hit")[0][0], Assessment)
    older = tuple(
        msgspec.structs.replace(one, bits=one.bits - 2.0) if one.field == "birth-date" else one
        for one in stored.reasons
        if one.field != "issuer"
    )
    made = {"model": "bits-3", "code": "0.0.1", "reasons": older, "total_bits": stored.total_bits - 2.0}
    with psycopg.connect(eu.owner) as connection:
        changed = pack(msgspec.structs.replace(stored, **made))
        connection.execute("UPDATE hit SET assessment = %s", (changed,))
    found = replay(eu.parts, hit)
    assert found.computed == pytest.approx(stored.total_bits, abs=1e-4)
    assert (
        found.differences[0].startswith("the hit was made with model bits-3")
        and "install 0.0.1" in found.differences[0]
    )
    assert found.differences[1].startswith("the sum differs, in date of birth (")
    assert "X-1" not in str(found) and MARKER not in str(found)


def test_entries_that_left_are_deleted_after_a_month_unless_a_hit_rests_on_them(eu: Unit) -> None:
    a_case(eu)
    again(eu, ROW.replace("1980-01-01", "1955-05-05"), OTHER)
    again(eu, "X-3;Somebody Else;;;;;;\n")
    eu.nights(31)
    again(eu, "X-4;Nobody Invented;;;;;;\n")
    eu.nights(31)
    left = set(eu.ask("SELECT id, version FROM watchlist_entry WHERE NOT in_force"))
    assert left == set(eu.ask("SELECT entry, entry_version FROM hit")), "X-3 is gone; what hits name is there"


# Registration -----------------------------------------------------------------------------------------------------------------------
def test_without_a_basis_no_list(eu: Unit) -> None:
    with pytest.raises(LegalBasisMissing, match="owner"):
        watchlists.register(
            eu.parts, OPERATOR, watchlists.Registration("N", "N", "", "x", "x", ("02",), date(2099, 1, 1))
        )


def next_flight(day: str = "261125") -> bytes:
    raw = API.replace(b"261124", day.encode()).replace(b"ZZ501", b"ZZ502").replace(b"2611270730", b"2612050730")
    return raw.replace(b"+A1+", b"+B1+").replace(b"UNZ+1+A1", b"UNZ+1+B1")


def supervisor_as(unit: Unit, number: Any) -> Any:
    import msgspec

    return msgspec.structs.replace(unit.officers[Role.SUPERVISOR], id=number)


def test_a_job_of_an_unknown_list_harms_nobody(eu: Unit) -> None:
    eu.take()
    with eu.parts.store.begin(WORKER, Permission.SCREEN, SCREENING) as work:
        work.enqueue(Job(Step.RESCREEN, UUID(int=5)))
        work.commit(AuditEvent("system:calendar"))
    work_until_idle(eu.parts)
    assert eu.ask("SELECT count(*) FROM failed_job") == [(0,)]


def test_what_the_file_does_not_tell_of_an_entry_its_list_does(eu: Unit) -> None:
    register(eu, "SOUGHT", category=Category.MISSING, reliability="B2")
    again(eu, ROW.replace(";suspect;", ";;"), OTHER)
    with eu.parts.store.begin(WORKER, Permission.SCREEN, SCREENING) as work:
        told = [(one.category, one.reliability) for one in work.watchlists.entries_in_force()]
        work.commit(AuditEvent("watchlist:read"))
    assert told == [(Category.MISSING, "B2"), (Category.SUSPECT, "B2")]
