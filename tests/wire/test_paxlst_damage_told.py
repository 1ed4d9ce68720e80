"""Damaged lists: a terminator, a sign or a letter of a tag lost costs nobody else anything, and is told. Invented people."""

from __future__ import annotations

from pathlib import Path

import pytest

from gotravel.domain.message import Message, Person
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.wire.decode import decode
from tests.wire.damage import damaged
from tests.wire.messages import api_list

GOLDEN = Path(__file__).parent / "golden" / "paxlst"
WHOLE = [GOLDEN / f"{name}.edi" for name in ("passenger-list", "crew-list", "changed-passenger", "other-separators", "road-manifest", "legacy-us-dialect")]  # fmt: skip
JANE = ["NAD+FL+++DOE:JANE", "ATT+2++F", "DTM+329:800101", "DOC+P:110:111+X1", "DTM+36:300101", "LOC+91+BEL"]
JOHN = ["NAD+FL+++ROE:JOHN", "ATT+2++M", "DTM+329:810202", "DOC+P:110:111+X2", "DTM+36:310101", "LOC+91+NLD"]


def one_line(raw: bytes) -> bytes:
    return raw.replace(b"'\n", b"'")


def shown(one: Person) -> tuple[object, ...]:
    papers = tuple((paper.type, paper.number, paper.issuer, paper.expires) for paper in one.documents)
    return one.family, one.given, one.sex, one.born, one.nationality, one.kind, papers, one.locator, one.bags


def listed(jane: list[str], john: list[str] = JOHN) -> Message:
    (message,) = decode(one_line(api_list([jane, john])))
    return message


@pytest.mark.parametrize(
    "old, new, code",
    [
        pytest.param("ATT+2++F", "ATX+2++F", "tag-damaged", id="a tag behind a name"),
        pytest.param("ATT+2++F", "QTT+2++F", "tag-damaged", id="its first letter"),
        pytest.param("DOC+P", "D0C+P", "tag-damaged", id="a digit for a letter"),
        pytest.param("DTM+329", "DTN+329", "tag-damaged", id="a date's tag"),
        pytest.param("LOC+91", "LOX+91", "tag-damaged", id="an issuer's tag"),
        pytest.param("ATT+2++F", "ATT:2++F", "separator-damaged", id="the sign behind a tag"),
        pytest.param("LOC+91+BEL", "LOC:91+BEL", "separator-damaged", id="a sign before a number"),
        pytest.param("DTM+36:300101", "DTM:36:300101", "separator-damaged", id="a sign before a date"),
    ],
)
def test_one_wrong_character_of_a_tag_costs_nothing(old: str, new: str, code: str) -> None:
    message = listed([one.replace(old, new, 1) if one.startswith(old) else one for one in JANE])
    assert [shown(one) for one in message.passengers] == [shown(one) for one in listed(JANE).passengers]
    assert code in [one.code for one in message.findings]
    kept = keep_lawful((message,), load("eu-pnr"))[0][0]
    assert [shown(one) for one in kept.passengers] == [shown(one) for one in message.passengers]


def test_how_deep_a_segment_stands_may_follow_its_tag() -> None:
    message = listed([JANE[0], JANE[1], "DTM:1+329:800101", *JANE[3:5], "LOC:1+91+BEL"])
    assert [shown(one) for one in message.passengers] == [shown(one) for one in listed(JANE).passengers]


@pytest.mark.parametrize("name", ["D'ADD:ANN", "O'DEA:ANN", "N'DOC:ANN", "L'ATX:ANN"])
def test_a_name_with_an_apostrophe_stays_whole_though_a_tag_seems_to_stand_in_it(name: str) -> None:
    message = listed([f"NAD+FL+++{name}", *JANE[1:]])
    assert f"{message.passengers[0].family}:{message.passengers[0].given}" == name
    assert len(message.passengers) == 2


def test_a_segment_said_twice_is_one() -> None:
    for at in range(len(JANE)):
        message = listed([*JANE[: at + 1], *JANE[at:]])
        assert [shown(one) for one in message.passengers] == [shown(one) for one in listed(JANE).passengers]


def test_a_driver_is_somebody_though_the_journey_was_lost() -> None:
    raw = (GOLDEN / "road-manifest.edi").read_bytes()
    lost = raw.replace(b"TDT+11++++ZZCO:172'\n", b"")
    assert lost != raw
    assert [shown(one) for m in decode(lost) for one in m.passengers] == [
        shown(one) for m in decode(raw) for one in m.passengers
    ]


def folded(raw: bytes, width: int) -> bytes:
    return (
        b"QU BRUPIXH\r\n.ATLXXXX 111815\r\n"
        + b"\r\n".join(raw[at : at + width] for at in range(0, len(raw), width))
        + b"\r\n"
    )


@pytest.mark.parametrize("width", [63, 69])
def test_a_lost_terminator_is_found_in_folded_lines_too(width: int) -> None:
    raw = one_line((GOLDEN / "passenger-list.edi").read_bytes())
    whole = [shown(one)[:2] for message in decode(raw) for one in message.passengers]
    for at in [at for at in range(len(raw)) if raw[at : at + 4] == b"'NAD"]:
        found = decode(folded(raw[:at] + raw[at + 1 :], width))
        assert [shown(one)[:2] for message in found for one in message.passengers] == whole


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_no_damage_loses_or_invents_anybody_or_moves_a_passport(path: Path) -> None:
    raw = path.read_bytes()
    whole = [one for message in decode(raw) for one in message.passengers]
    names = [(one.family, one.given) for one in whole]
    papers = {(one.family, one.given): {paper.number for paper in one.documents} for one in whole}
    for what, broken in damaged(raw):
        found = [one for message in decode(broken) for one in message.passengers]
        assert len(found) == len(whole), (what, "somebody was lost or invented")
        assert sum((one.family, one.given) not in names for one in found) <= 1, (what, "one name at most was hit")
        for one in found:
            known = papers.get((one.family, one.given))
            assert known is None or {paper.number for paper in one.documents} <= known, (what, "a passport moved")
