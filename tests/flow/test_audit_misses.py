"""The nightly audit: a sample compared without index; whoever the index hid is raised, told, counted, and named nowhere."""

from __future__ import annotations

from random import Random

import pytest

from gotravel.domain.actor import WORKER, Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job, Step
from gotravel.flow import audit_misses
from gotravel.flow.purposes import SCREENING
from gotravel.flow.way import CALENDAR
from gotravel.screening.rewritten import rewritten
from gotravel.screening.screen import screen
from gotravel.screening.unblocked import raised_by_all
from gotravel.upkeep.list_standing import lists_today
from gotravel.worker import keep_calendar, work_until_idle
from tests.flow.cases import a_case, a_list
from tests.screening.test_screen import INDEX, LIST, OTHERS, TODAY, TRAFFIC, WANTED
from tests.unit import MARKER, Unit


def audit(unit: Unit) -> None:
    with unit.parts.store.begin(WORKER, Permission.SCREEN, SCREENING) as work:
        work.enqueue(Job(Step.AUDIT_MISSES))
        work.commit(AuditEvent("system:calendar", (), {"steps": [Step.AUDIT_MISSES.value]}))
    work_until_idle(unit.parts)


def test_it_is_due_every_day(eu: Unit) -> None:
    a_case(eu)
    keep_calendar(eu.parts)
    work_until_idle(eu.parts)
    assert CALENDAR[Step.AUDIT_MISSES].days == 1
    assert eu.ask("SELECT count(*) FROM miss_audit") == [(1,)]


def test_an_index_that_hides_nobody_passes_and_the_list_manager_sees_it(eu: Unit) -> None:
    a_case(eu)
    audit(eu)
    found = lists_today(eu.parts, eu.officers[Role.WATCHLISTS].actor).audited
    assert found is not None and found.missed == 0 and found.raised >= 1
    assert (found.rewritten, found.rewritten_found) == (1, 1)
    assert found.comparisons == found.names * (found.travellers + found.rewritten)
    assert eu.ask("SELECT count(*) FROM oversight_notice WHERE kind = 'screening-missed'") == [(0,)]


def test_whoever_the_index_hid_is_raised_and_told_without_a_name(
    eu: Unit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An index that leads to nobody at all, in the step that screens and in the one that audits."""
    monkeypatch.setattr("gotravel.flow.screen.compared", lambda *_, **__: [])
    monkeypatch.setattr(audit_misses, "screen", lambda *_, **__: [])
    a_case_without_hit(eu)
    assert eu.ask("SELECT count(*) FROM hit") == [(0,)]
    audit(eu)
    assert eu.ask("SELECT count(*) FROM hit WHERE state = 'open'") == [(1,)]
    assert eu.ask("SELECT count(*) FROM case_hit") == [(1,)]
    [(detail,)] = eu.ask("SELECT detail FROM audit_event WHERE kind = 'screening:audited'")
    assert detail["missed"] >= 1 and set(map(type, detail.values())) == {int}
    assert eu.ask("SELECT count(*) FROM oversight_notice WHERE kind = 'screening-missed'") == [(1,)]
    assert MARKER not in caplog.text and MARKER not in str(detail)


def a_case_without_hit(unit: Unit) -> None:
    a_list(unit)
    unit.take()


def test_without_lists_there_is_nothing_to_audit(eu: Unit) -> None:
    eu.take()
    audit(eu)
    assert eu.ask("SELECT count(*) FROM miss_audit") == [(0,)]


def test_every_way_of_writing_the_wanted_person_otherwise_is_raised_with_index_and_without() -> None:
    entries = [*OTHERS, WANTED]
    queries = [query for seed in range(40) if (query := rewritten(WANTED, Random(seed)))]
    assert len({query.names for query in queries}) > 8
    with_index = {(one.query, one.entry) for one in screen(queries, INDEX, {LIST: 16.5}, as_of=TODAY)}
    without = set(raised_by_all(queries, entries, TRAFFIC, {LIST: 16.5}, as_of=TODAY))
    assert without <= with_index and len({query for query, _ in without}) == len(queries)
