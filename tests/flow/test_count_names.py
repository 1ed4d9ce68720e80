"""How common names are is counted from the unit's own traffic, without identities; the next index uses it; replay still can."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job, Step
from gotravel.flow.purposes import SCREENING
from gotravel.flow.replay import replay
from gotravel.names.cultures import nationalities
from gotravel.names.normalise import tokens
from gotravel.screening import frequencies, priors
from gotravel.screening.frequencies import Frequencies, counted_travellers
from gotravel.worker import work_until_idle
from tests.flow.cases import a_case
from tests.unit import MARKER, Unit


def count(unit: Unit) -> None:
    with unit.parts.store.begin(WORKER, Permission.SCREEN, SCREENING) as work:
        work.enqueue(Job(Step.COUNT_NAMES))
        work.commit(AuditEvent("system:calendar", (), {"steps": [Step.COUNT_NAMES.value]}))
    work_until_idle(unit.parts)


def tables(unit: Unit) -> list[str]:
    return [row[0] for row in unit.ask("SELECT version FROM frequency_table ORDER BY made_at")]


def test_a_table_of_little_traffic_is_not_used(eu: Unit) -> None:
    a_case(eu)
    count(eu)
    assert not any(version.startswith("traffic-") for version in tables(eu))


def test_a_name_of_few_bearers_is_not_in_the_table(eu: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priors, "WEIGHT", 1)
    a_case(eu)
    count(eu)
    assert any(version.startswith("traffic-") for version in tables(eu))
    for body in eu.ask("SELECT body FROM frequency_table WHERE starts_with(version, 'traffic-')"):
        assert MARKER.encode() not in bytes(body[0])


def test_a_hit_made_before_the_count_is_computed_again_from_the_table_it_names(
    eu: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(priors, "WEIGHT", 1)
    a_case(eu)
    hit = eu.ask("SELECT id FROM hit")[0][0]
    count(eu)
    again = replay(eu.parts, hit)
    assert again.differences == ()
    assert again.computed == pytest.approx(again.stored, abs=1e-4)


def test_what_was_counted_says_more_than_the_priors() -> None:
    travellers = [("PLATONCHUKOV SERGEY", "RUS")] * 40 + [("MARIA SILVA", "BRA")] * 960 + [("TUVA INVENTSEN", "SWE")]
    counted: Frequencies = frequencies.counted_travellers(travellers, "traffic-test")
    assert "TUVA" not in counted.exact
    assert counted.exact["SERGEY"] == 40
    rare, common = counted.rarities(["SERGEY", "MARIA"]).bits[:, 0]
    assert rare > common + 4
    assert counted.nationality("RUS")[0] > counted.nationality("BRA")[0]


# Shipped priors -----------------------------------------------------------------------------------------------------------
def test_priors_know_the_common_names_of_every_family_in_the_spelling_of_our_own_index() -> None:
    shipped = priors.shipped()
    families = {family for family, _, _ in priors._rows()}
    assert len(shipped.exact) > 3000 and len(shipped.sizes) == len(families) == 18
    assert sum(shipped.sizes) == pytest.approx(1.0)
    assert {culture for culture in families if not nationalities(culture)} == set()
    assert all(tokens(name) == (name,) for name in shipped.exact), "each is a part as names are read"


def test_priors_tell_common_from_rare_and_which_names_go_together() -> None:
    shipped = priors.shipped()
    bits = shipped.rarities(["KIM", "MOHAMED", "KOWALSKI", "INVENTEDUS"]).bits[:, 0]
    assert list(bits) == sorted(bits) and bits[-1] - bits[0] > 5
    profile = shipped.rarities(["IVANOV", "WANG"]).profile
    assert profile[0].argmax() != profile[1].argmax()
    assert shipped.nationality("RUS")[1].argmax() == profile[0].argmax(), "a State's nationals bear names of its family"


def test_own_traffic_outweighs_the_priors_by_the_rule_and_nobody_rare_is_topped_up() -> None:
    counted = counted_travellers(
        [("ZYGMUNTOWSKA MARIA", "POL")] * priors.WEIGHT + [("KOWALSKI OLGIERDAS", "POL")], "traffic-test"
    )
    mixed, prior = priors.with_priors(counted), priors.shipped()
    half = round(prior.exact["MARIA"] * priors.WEIGHT / prior.travellers)
    assert mixed.exact["MARIA"] == priors.WEIGHT + half
    assert mixed.exact["KOWALSKI"] == round(prior.exact["KOWALSKI"] * priors.WEIGHT / prior.travellers), (
        "the one is not in it"
    )
    assert "OLGIERDAS" not in mixed.exact and mixed.travellers == counted.travellers + priors.WEIGHT
    assert len(mixed.shares) == len(mixed.exact) * len(mixed.sizes)
    assert (mixed.rarities(["MARIA"]).bits < counted.rarities(["WANG"]).bits).any()


def test_the_same_traffic_gives_the_same_table_in_every_process() -> None:
    """A set of texts goes in another order in each process, and what is learned of names follows the order of its parts."""
    count = (
        "from gotravel.screening.frequencies import counted_travellers as c; import hashlib, msgspec;"
        "t = c([(f'{a}OV {b}A', 'BGR') for a in 'KLMNPRST' for b in ('EV', 'IL', 'OL')] * 9, 'traffic-test');"
        "print(hashlib.sha256(msgspec.json.encode(t)).hexdigest())"
    )
    said = {
        subprocess.check_output([sys.executable, "-c", count], env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
