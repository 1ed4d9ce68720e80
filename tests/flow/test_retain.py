"""Half a year later nothing of section (c) stands in clear anywhere; five years later nothing stands at all."""

from __future__ import annotations

import threading
from datetime import timedelta

import psycopg
import pytest

from gotravel.domain.actor import WORKER, Permission, Role
from gotravel.domain.case import MainReason, Outcome
from gotravel.domain.errors import InvalidInput
from gotravel.flow import destroy, retain, review
from gotravel.flow.purposes import RETENTION
from gotravel.vault import certificates
from gotravel.worker import work_until_idle
from tests.flow.cases import a_case
from tests.unit import API, MARKER, Unit


def test_what_is_young_stays_in_clear(icao: Unit) -> None:
    icao.take()
    icao.nights(182)
    assert icao.ask("SELECT DISTINCT sealed FROM traveller") == [(False,)]
    assert icao.count("sealed_record") == 0


def test_half_a_year_later_no_table_holds_the_marker(icao: Unit) -> None:
    icao.take()
    assert MARKER.encode() in icao.everything()
    icao.nights(184)
    assert MARKER.encode() not in icao.everything()
    kinds = icao.ask("SELECT kind, count(*) FROM sealed_record GROUP BY kind ORDER BY kind")
    assert kinds == [("message", 1), ("traveller", 2)]


def test_who_travelled_together_is_sealed_and_the_itinerary_stays(icao: Unit) -> None:
    icao.take()
    icao.nights(184)
    assert icao.ask("SELECT DISTINCT booking, kind, sex, nationality FROM traveller") == [(None, "", None, None)]
    assert icao.ask("SELECT carrier, number, origin FROM flight_leg") == [("ZZ", "501", "JFK")]


def test_a_decided_case_is_sealed_with_its_traveller(icao: Unit) -> None:
    case = a_case(icao)
    analyst = icao.officers[Role.ANALYST]
    review.take(icao.parts, analyst, case)
    text = f"The document of {MARKER} was compared and differs."
    review.decide(icao.parts, analyst, case, Outcome.DIFFERENT_PERSON, MainReason.DETAILS_DIFFER, text)
    icao.ask("SELECT 1")
    icao.nights(184)
    said = icao.everything()
    for listed in _listed(icao):
        said = said.replace(listed, b"")
    assert MARKER.encode() not in said
    assert icao.ask("SELECT outcome, reason FROM decision") == [("different-person", "[sealed with the traveller]")]


def test_an_undecided_case_does_not_keep_its_traveller_in_clear(icao: Unit) -> None:
    a_case(icao)
    icao.nights(184)
    assert icao.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(0,)]


def _listed(unit: Unit) -> list[bytes]:
    """The list itself keeps its entry: it is the owner's, not the traveller's."""
    import zstandard

    rows = unit.ask("SELECT entry, main_name FROM watchlist_entry")
    return [
        said for entry, name in rows for said in (zstandard.ZstdDecompressor().decompress(bytes(entry)), name.encode())
    ]


def test_batches_follow_one_another(icao: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retain, "BATCH", 1)
    icao.take()
    icao.nights(184)
    assert icao.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(0,)]


def test_sealing_never_waits_for_intake_nor_intake_for_sealing(icao: Unit) -> None:
    """A row that another transaction holds is left for the next run."""
    icao.take()
    busy = icao.travellers()[0]
    with psycopg.connect(icao.owner) as intake:
        intake.execute("UPDATE traveller SET state = 'on-board' WHERE id = %s", (busy,))
        done = threading.Thread(target=icao.nights, args=(184,))
        done.start()
        done.join(timeout=20)
        assert not done.is_alive()
    assert icao.ask("SELECT id FROM traveller WHERE NOT sealed") == [(busy,)]
    icao.nights(1)
    assert icao.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(0,)]


def test_the_european_profile_keeps_nobody_without_indication(eu: Unit) -> None:
    eu.take()
    eu.nights(184)
    assert [eu.count(t) for t in ("traveller", "message", "booking", "sealed_record", "hit")] == [0] * 5
    assert MARKER.encode() not in eu.everything()


def test_after_the_last_day_rows_rooms_and_keys_are_gone(icao: Unit) -> None:
    icao.take()
    icao.nights(184)
    keys = list((icao.folder / "keys" / "records").rglob("*"))
    assert [k for k in keys if k.is_file() and k.parent.name != "days"]
    icao.nights(1826 - 184 + 40)
    assert [icao.count(t) for t in ("traveller", "message", "sealed_record", "transmission", "flight_leg")] == [0] * 5
    keys = list((icao.folder / "keys" / "records").rglob("*"))
    assert [k for k in keys if k.is_file() and k.parent.name != "days"] == []
    assert icao.ask("SELECT to_regclass('traveller_2026_11')") == [(None,)]


def test_the_certificate_says_what_went_and_its_signature_holds(eu: Unit) -> None:
    eu.take()
    eu.nights(184)
    files = sorted((eu.folder / "certificates").glob("*.json"))
    assert len(files) == 1
    found = certificates.read(files[0].read_bytes(), eu.parts.keys.signing.public_key())
    assert (found.travellers, found.messages, found.profile) == (2, 1, "eu-pnr")
    edited = files[0].read_bytes().replace(b'"travellers": 2', b'"travellers": 0')
    with pytest.raises(InvalidInput):
        certificates.read(edited, eu.parts.keys.signing.public_key())


def test_a_clock_set_back_prolongs_nothing(icao: Unit) -> None:
    """The moment is the later of the clock and the audit's last event."""
    icao.take()
    icao.nights(184)
    icao.take(API.replace(b"A1++APIS", b"A2++APIS").replace(b"UNZ+1+A1", b"UNZ+1+A2"))
    icao.ask("SELECT 1")
    with icao.parts.store.begin(WORKER, Permission.RETAIN, RETENTION) as work:
        icao.clock.now -= timedelta(days=365)
        assert work.retention.moment(icao.parts.clock()) > icao.clock.now + timedelta(days=364)


def test_what_is_overdue_rings(icao: Unit) -> None:
    """An administrator keeps a row locked: the count is no longer nought, and the officer is told once a day."""
    icao.take()
    with psycopg.connect(icao.owner) as keeper:
        keeper.execute("SELECT FROM traveller FOR UPDATE")
        icao.nights(185)
        assert icao.ask("SELECT kind FROM oversight_notice") == [("retention-overdue",)]
        icao.nights(0)
        assert icao.count("oversight_notice") == 1
    detail = icao.ask("SELECT (detail->>'overdue')::int FROM audit_event WHERE kind = 'retention:sealed'")
    assert max(row[0] for row in detail) == 2


def test_papers_are_blanked_by_retention_only(icao: Unit) -> None:
    with (
        icao.parts.store.begin(WORKER, Permission.SCREEN, RETENTION) as work,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        work.connection.execute("SELECT blank_papers('{}', 'x')")


def test_a_second_run_changes_nothing(icao: Unit) -> None:
    icao.take()
    icao.nights(184)
    before = icao.ask("SELECT record, sealed FROM sealed_record ORDER BY 1")
    icao.nights(1)
    work_until_idle(icao.parts)
    assert icao.ask("SELECT record, sealed FROM sealed_record ORDER BY 1") == before
    assert destroy.BATCH > 0
