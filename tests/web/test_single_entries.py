"""One entry at the desk: a form that works without JavaScript, a second person, nothing lost, everybody on file compared at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from uuid import UUID

import msgspec
import psycopg
import pytest

from gotravel.domain.actor import OPERATOR, Role
from gotravel.domain.errors import InvalidInput, NotInThisState, ReasonMissing, SecondPersonNeeded
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry
from gotravel.store.codec import pack, unpack
from gotravel.upkeep import list_changes, single_entries, watchlists
from gotravel.upkeep.entry_fields import as_fields
from gotravel.worker import work_until_idle
from tests.conftest import Clock
from tests.flow.cases import a_case, a_list
from tests.unit import MARKER, Unit, a_unit
from tests.web.test_lists_page import REASON, desk, registered, send

FIELDS = {
    "reference": "H-7", "name": "INVENTEDUS, Nobody Atall", "aliases": "Nemo Inventedus\nИвентедус", "weak_aliases": "The Ghost",
    "born": "1970-01-02\n1971", "nationality": "SWE\nNOR", "sex": "M", "passport": "AB1234567 (SWE)\nCD7654321 (NOR)",
    "birth_place": "Nowhere", "category": "missing", "nominator": "Invented desk", "offence": "02", "reliability": "B2",
    "legal_basis": "Invented act, section 9", "purpose": "protection of the missing", "review_due": "2098-01-01",
    "expires": "2098-06-01", "note": "Tell the family desk.", "threshold_met": "yes",
}  # fmt: skip


@pytest.fixture
def unit(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    made = a_unit(owner_dsn, tmp_path, clock)
    yield made
    made.parts.store.close()


def in_force(unit: Unit, reference: str) -> Entry | None:
    rows = unit.ask("SELECT entry FROM watchlist_entry WHERE in_force AND reference = %s", reference)
    return unpack(rows[0][0], Entry) if rows else None


def change(unit: Unit, code: str, entry: UUID | None, **fields: str) -> UUID:
    actor = unit.officers[Role.WATCHLISTS].actor
    return single_entries.propose(unit.parts, actor, code, fields, REASON, entry)


def confirm(unit: Unit, made: UUID) -> None:
    list_changes.confirm(unit.parts, unit.officers[Role.SUPERVISOR].actor, made)
    work_until_idle(unit.parts)


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send back of an untouched form."""
    inputs = re.findall(r'<input name="(\w+)" value="([^"]*)"', page)
    areas = re.findall(r'<textarea name="(\w+)"[^>]*>([^<]*)</textarea>', page)
    chosen = re.findall(
        r'<select name="(\w+)">(?:(?!</select>).)*?<option(?: value="([^"]*)")? selected>([^<]*)', page, re.S
    )
    found = dict((*inputs, *areas)) | {name: value or text for name, value, text in chosen}
    return {name: unescape(value) for name, value in found.items()}


def test_an_entry_is_proposed_on_the_page_confirmed_by_another_and_matches_who_is_booked(unit: Unit) -> None:
    unit.take()
    number = registered(unit)
    opened, supervisor = desk(unit, Role.WATCHLISTS), desk(unit, Role.SUPERVISOR)
    assert "Two people needed" in opened.get(f"/watchlists/{number}/new").text
    who = {"reference": "H-1", "name": f"Osrikel {MARKER}", "born": "1980-01-01", "nationality": "SWE"}
    shown = send(opened, f"/watchlists/{number}/new", reason=REASON, **who)
    [(made,)] = unit.ask("SELECT id FROM watchlist_change")
    assert MARKER in shown and "Confirm as the second person" not in shown
    assert in_force(unit, "H-1") is None, "nothing is in force before the second person"
    assert "A change of one entry of National warrants waits" in opened.get("/watchlists").text
    assert send(opened, f"/watchlists/changes/{made}/confirm")[:3] in ("403", "409")
    assert send(opened, f"/watchlists/changes/{made}/apply")[:3] in ("403", "409")
    seen = supervisor.get(f"/watchlists/changes/{made}").text
    assert MARKER in seen and "1980-01-01" in seen and "Confirm as the second person" in seen
    assert send(supervisor, f"/watchlists/changes/{made}/confirm").startswith("200")
    work_until_idle(unit.parts)
    assert unit.ask("SELECT state FROM hit") == [("open",)]
    assert unit.ask("SELECT file, detail ? 'examples' FROM watchlist_change") == [(None, False)]
    assert MARKER not in opened.get(f"/watchlists/changes/{made}").text, "names are shown only while it waits"
    kinds = {row[0] for row in unit.ask("SELECT kind FROM audit_event WHERE kind LIKE 'watchlist:%%'")}
    assert {"watchlist:entry-proposed", "watchlist:confirmed", "watchlist:entry-changed"} <= kinds
    assert not unit.ask("SELECT FROM audit_event WHERE detail::text LIKE %s", f"%{MARKER}%")


def test_every_field_comes_through_and_an_untouched_form_changes_nothing(unit: Unit) -> None:
    number = registered(unit)
    confirm(unit, change(unit, "NAT", None, **FIELDS))
    entry = in_force(unit, "H-7")
    assert entry is not None
    read_back = {name: value for name, value in as_fields(entry).items() if value}
    assert read_back == {**FIELDS, "family": "INVENTEDUS", "given": "Nobody Atall"}
    opened = desk(unit, Role.WATCHLISTS)
    form = fields_of(opened.get(f"/watchlists/{number}/{entry.id}/edit").text)
    assert {name: form[name] for name in FIELDS} == FIELDS
    with pytest.raises(InvalidInput, match="Nothing differs"):
        change(unit, "NAT", entry.id, **{**form, "family": "", "given": ""})
    page = opened.get(f"/watchlists/{number}/{entry.id}").text
    assert "Invented act, section 9" in page and "protection of the missing" in page


def test_altering_one_field_keeps_what_the_form_cannot_say(unit: Unit) -> None:
    registered(unit)
    confirm(unit, change(unit, "NAT", None, **FIELDS))
    entry = in_force(unit, "H-7")
    assert entry is not None
    rich = (BirthDate(BirthDateKind.CIRCA, None, 1970, 1970),), (TravelDocument("T", "ZZ99999", "SWE", "2030-01-01"),)
    odd = {**as_fields(entry), "note": "Another note of the desk."}
    with psycopg.connect(unit.owner) as connection:
        kept = msgspec.structs.replace(entry, born=rich[0], documents=rich[1])
        connection.execute("UPDATE watchlist_entry SET entry = %s WHERE in_force", (pack(kept),))
        odd |= {"born": "circa 1970", "passport": "", "id_card": "ZZ99999 (SWE)"}
    confirm(unit, change(unit, "NAT", entry.id, **odd))
    after = in_force(unit, "H-7")
    assert after is not None and after.note == "Another note of the desk."
    assert (after.id, after.born, after.documents) == (entry.id, *rich)
    assert after.version != entry.version


def test_an_entry_is_taken_off_by_two_and_its_open_match_falls_away(unit: Unit) -> None:
    a_case(unit)
    [(number, entry)] = unit.ask("SELECT watchlist, id FROM watchlist_entry")
    shown = send(desk(unit, Role.WATCHLISTS), f"/watchlists/{number}/{entry}/end", reason=REASON)
    assert shown.startswith("200") and in_force(unit, "X-1") is not None
    confirm(unit, unit.ask("SELECT id FROM watchlist_change WHERE kind = 'entry'")[0][0])
    assert in_force(unit, "X-1") is None
    assert unit.ask("SELECT state FROM hit") == [("recalled",)]


def test_two_entries_may_wait_at_once_and_a_newer_proposal_of_one_supersedes_only_that(unit: Unit) -> None:
    registered(unit)
    for reference, name in (("A", "Invented One"), ("B", "Invented Two"), ("A", "Invented Three")):
        change(unit, "NAT", None, reference=reference, name=name)
    told = unit.ask("SELECT detail->>'reference', state FROM watchlist_change ORDER BY proposed_at, id")
    assert sorted(told) == [("A", "proposed"), ("A", "superseded"), ("B", "proposed")]


def test_what_moved_on_meanwhile_is_not_overwritten(unit: Unit) -> None:
    a_list(unit)
    entry = in_force(unit, "X-1")
    assert entry is not None
    made = change(unit, "SOUGHT", entry.id, **{**as_fields(entry), "note": "One note"})
    newer = (f"reference;name\nX-1;Osrikel {MARKER}SON\n").encode()
    watchlists.import_list(unit.parts, OPERATOR, "SOUGHT", newer)
    with pytest.raises(NotInThisState, match="changed since"):
        list_changes.confirm(unit.parts, unit.officers[Role.SUPERVISOR].actor, made)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"reference": "H-1", "name": " 12 "}, "name is empty or holds no letter", id="no identifier"),
        pytest.param({"reference": "", "name": "Invented One"}, "reference is empty", id="no reference"),
        pytest.param({"reference": "H-1", "name": "Invented One", "born": "1970-13-01"}, "born", id="no day"),
        pytest.param({"reference": "H-1", "name": "Invented One", "expires": "soon"}, "expires", id="no end"),
        pytest.param({"reference": "H-1", "name": "Invented One", "threshold_met": "no"}, "threshold_met", id="not reached"),
        pytest.param({"reference": "X-1", "name": "Invented One"}, "already", id="a reference that is taken"),
    ],
)  # fmt: skip
def test_a_form_that_says_too_little_is_refused_by_name_of_field(unit: Unit, fields: dict[str, str], told: str) -> None:
    a_list(unit)
    with pytest.raises(InvalidInput, match=told) as refused:
        change(unit, "SOUGHT", None, **fields)
    assert "Line" not in str(refused.value) and "Invented One" not in str(refused.value)


def test_a_refused_form_comes_back_as_it_was_sent(unit: Unit) -> None:
    number = registered(unit)
    who = {**FIELDS, "born": "1970-13-01", "reason": REASON}
    shown = send(desk(unit, Role.WATCHLISTS), f"/watchlists/{number}/new", **who)
    assert shown.startswith("422") and 'role="alert"' in shown and "born" in shown
    form = fields_of(shown)
    assert {name: form[name] for name in who} == who
    assert unit.ask("SELECT count(*) FROM watchlist_change") == [(0,)]


def test_nobody_signs_alone_not_even_past_the_rules(unit: Unit) -> None:
    a_list(unit)
    entry = in_force(unit, "X-1")
    assert entry is not None
    with pytest.raises(ReasonMissing):
        single_entries.propose_end(unit.parts, unit.officers[Role.WATCHLISTS].actor, "SOUGHT", entry.id, "short")
    made = single_entries.propose_end(unit.parts, unit.officers[Role.WATCHLISTS].actor, "SOUGHT", entry.id, REASON)
    for act in (list_changes.apply, list_changes.confirm):
        with pytest.raises(SecondPersonNeeded):
            act(unit.parts, unit.officers[Role.WATCHLISTS].actor, made)
    with pytest.raises(psycopg.errors.CheckViolation), psycopg.connect(unit.owner) as connection:
        connection.execute("SELECT set_config('gotravel.purpose', 'x', true)")
        connection.execute("UPDATE watchlist_change SET state = 'in-force' WHERE id = %s", (made,))


def test_a_list_kept_by_hand_is_current_from_its_last_confirmed_change(unit: Unit) -> None:
    registered(unit, refresh_hours=24)
    confirm(unit, change(unit, "NAT", None, reference="A", name="Invented One"))
    assert unit.ask("SELECT refreshed_at FROM watchlist") == [(unit.clock.now,)]
    a_file = b"reference;name\nA;Invented One\n"
    watchlists.import_list(unit.parts, OPERATOR, "NAT", a_file)
    unit.clock.now = unit.clock.now.replace(year=unit.clock.now.year + 1)
    confirm(unit, change(unit, "NAT", None, reference="B", name="Invented Two"))
    assert unit.ask("SELECT refreshed_at < %s FROM watchlist", unit.clock.now) == [(True,)], (
        "a file says when it is stale"
    )


def test_only_list_managers_see_the_form(unit: Unit) -> None:
    number = registered(unit)
    for role, status in ((Role.WATCHLISTS, 200), (Role.ANALYST, 403), (Role.SUPERVISOR, 403)):
        assert desk(unit, role).get(f"/watchlists/{number}/new").status_code == status
    assert date(2099, 1, 1) in unit.ask("SELECT review_due FROM watchlist")[0]
