"""The pack for a court: everything that a judge asks of a match, and nobody's name of the unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from gotravel.dissemination.court_pack import Matter, court_pack
from gotravel.domain.case import Checklist, Decision, Identifier, MainReason, Outcome
from gotravel.domain.hit import Assessment, Hit, Reason, Replayed
from gotravel.domain.ids import CaseId, EntryId, HitId, OfficerId, TravellerId, WatchlistId
from gotravel.domain.redress import RedressCase, RedressState, Remedy
from gotravel.domain.watchlist import Entry, ListedName, Watchlist
from gotravel.law.profile import load

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ONE = UUID(int=1)
REASONS = (
    Reason("name-agrees", "family-name", 15.0, "INVENTEDUS agrees", "INVENTEDUS", "INVENTEDUS"),
    Reason("born-differs", "birth-date", -4.0, "Another day and year", "1980-01-01", "1991-02-03"),
    Reason("not-sent", "birth-place", 0.0, "Not sent by the carrier, so not counted"),
)
FOUND = Assessment(
    19.5, -27.2, 18.5, 0.4, 0.2, 0.6, REASONS, "Nobody INVENTEDUS", "bits-4", "priors-4", "ab" * 32, "0.1.0"
)
HIT = Hit(HitId(ONE), TravellerId(ONE), EntryId(ONE), "v1", WatchlistId(ONE), FOUND, NOW)
LIST = Watchlist(
    WatchlistId(ONE),
    "S",
    "Sought",
    "Invented police",
    "Invented act, s. 1",
    "crime",
    ("02",),
    date(2027, 1, 1),
    24,
    18.5,
)
ENTRY = Entry(EntryId(ONE), WatchlistId(ONE), "X-1", "v1", (ListedName("INVENTEDUS, Nobody"),))
DECIDED = Decision(
    CaseId(ONE), OfficerId(UUID(int=42)), "first", Outcome.DIFFERENT_PERSON, MainReason.NAMESAKE, "The photograph shows another person.", NOW,
    Checklist((Identifier.FAMILY_NAME,)),
)  # fmt: skip


def pack(
    *,
    entry: Entry | None = ENTRY,
    decisions: Sequence[Decision] = (),
    proposal: Remedy | None = None,
    bits: float | None = 19.5,
) -> str:
    case = RedressCase(
        ONE, "RD-2026-0001", ONE, ONE, "I am stopped each time.", NOW, NOW, RedressState.OPENED, proposal
    )
    again = Replayed(19.5, bits, () if bits else ("the traveller's record is sealed or destroyed",), ("model bits-4",))
    return court_pack(Matter(case, HIT, entry, LIST, decisions, again, load("eu-pnr")), NOW)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            "   +15.0  Name: INVENTEDUS agrees (INVENTEDUS / INVENTEDUS)", id="what speaks for it, in bits and words"
        ),
        pytest.param("    -4.0  Date of birth: Another day and year", id="and what against"),
        pytest.param(
            "    +0.0  Place of birth: Not sent by the carrier, so not counted\n", id="and what was not compared"
        ),
        pytest.param("   +19.5  sum; the threshold of the list was 18.5", id="the sum and the threshold"),
        pytest.param("Legal basis: Invented act, s. 1", id="the law of the list"),
        pytest.param("Judgment C-817/19", id="the law of the unit"),
        pytest.param("It is the sum of the day it was raised.", id="that it was computed again"),
        pytest.param("Nobody has decided about this match yet.", id="that nobody decided"),
        pytest.param(f"gotravel replay {ONE}", id="how to compute it"),
    ],
)
def test_what_the_pack_says(told: str) -> None:
    assert told in pack()


def test_a_decision_is_told_with_what_was_compared_and_the_accounts_number_only() -> None:
    told = pack(decisions=[DECIDED])
    assert f"first officer ({UUID(int=42)}): different-person" in told
    assert "compared and found to agree: family-name" in told
    assert "The photograph shows another person." in told


def test_a_sum_that_cannot_be_computed_again_is_said_to_be_so() -> None:
    told = pack(bits=None)
    assert "It could not be computed again:\nthe traveller's record is sealed or destroyed" in told


def test_an_entry_that_was_destroyed_is_said_to_be_so() -> None:
    assert "The version of the entry that this match names was destroyed." in pack(entry=None)


@pytest.mark.parametrize("remedy", list(Remedy))
def test_every_remedy_has_its_words(remedy: Remedy) -> None:
    assert "\nProposed: " in pack(proposal=remedy)


def test_what_the_ombudsperson_said_and_was_answered_stands_in_it() -> None:
    case = RedressCase(
        ONE, "RD-2026-0001", ONE, ONE, "I am stopped.", NOW, NOW, RedressState.OPENED,
        recommendation="The report was withdrawn.", reply_due=NOW,
    )  # fmt: skip
    again = Replayed(19.5, 19.5, (), ())
    told = court_pack(Matter(case, HIT, ENTRY, LIST, (), again, load("eu-pnr")), NOW)
    assert "The ombudsperson waits for a reply, due 2026-11-24." in told
    assert "The ombudsperson recommends a delisting: The report was withdrawn." in told
