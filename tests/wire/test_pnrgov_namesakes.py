"""People of near or equal names in one booking, and tags that nobody knows: nobody is merged, invented or lost. Invented people."""

from __future__ import annotations

import pytest

from gotravel.wire.decode import decode
from tests.wire.pushes import FLIGHT, push

HEAD = ("SRC", "RCI+ZZ:AB12CD")
DOCS = "SSR+DOCS:HK:1:ZZ:::::/P/ITA/{}/ITA/{}/{}/25OCT29/ROSSI/{}"
INFT = "SSR+INFT:HK:1:ZZ:::JFK:BRU:{}"
ELISE, PAOLO = "TIF+ROSSI+ELISE MRS:A:1:1", "TIF+ROSSI+PAOLO MR:A:2:1"
Found = tuple[str | None, list[str | None], int | None]


def people(*segments: str) -> list[Found]:
    raw = push([[*HEAD, *segments, *FLIGHT]]).replace(b"'\n", b"'")
    (message,) = decode(raw)
    return [(one.given, [paper.number for paper in one.documents], one.guardian) for one in message.passengers]


@pytest.mark.parametrize(
    "segments, expected",
    [
        pytest.param(["TIF+ROSSI+ELISE MRS:A:1", "TXF+NERI+UGO MR:A:2"], [("ELISE", [], None), ("UGO", [], None)], id="a mistyped TIF"),
        pytest.param(["TIF+ROSSI+ELISE MRS:A:1", "PAS+A:1+B"], [("ELISE", [], None)], id="an unknown tag after a name"),
        pytest.param(["TIF+O'DEA+ELISE MRS:A:1"], [("ELISE", [], None)], id="what is left of a name looks like a tag"),
        pytest.param(
            [ELISE, PAOLO, INFT.format("ROSSI/LUCA 20SEP24+::1"), INFT.format("ROSSI/LUCIA 20SEP24+::2")],
            [("ELISE", [], None), ("PAOLO", [], None), ("LUCA", [], 0), ("LUCIA", [], 1)], id="infants of near names",
        ),
        pytest.param(
            [ELISE, PAOLO, INFT.format("INFANT/BABY 20SEP24+::1"), INFT.format("INFANT/BABY 01JAN25+::2")],
            [("ELISE", [], None), ("PAOLO", [], None), ("BABY", [], 0), ("BABY", [], 1)], id="infants without names",
        ),
        pytest.param(
            [DOCS.format("YM1", "20SEP84", "F", "MARIA"), DOCS.format("YM2", "20SEP86", "M", "MARIO"), "TIF+ROSSI+MARIO MR:A:1", "TIF+ROSSI+MARIA MS:A:2"],
            [("MARIO", ["YM2"], None), ("MARIA", ["YM1"], None)], id="documents by name alone",
        ),
        pytest.param(
            ["TIF+ROSSI+MARIA MRS:A:1", DOCS.format("YL1", "20SEP24", "FI", "MARIA") + "+::1", "TIF+ROSSI+MARIA:IN:2"],
            [("MARIA", [], None), ("MARIA", ["YL1"], 0)], id="an infant of its mother's name",
        ),
        pytest.param(
            ["TIF+ALBANY TOURS:G", DOCS.format("E1", "01JAN80", "M", "JAMES")], [(None, [], None), ("JAMES", ["E1"], None)], id="a group has no passport",
        ),
        pytest.param(
            [ELISE, *FLIGHT, "ABX+4+05FD28:GS", "DAT+T:050625:1133", "SAC+++X", "TIF+GONE+PETER MR:A:9"], [("ELISE", [], None)], id="history without its beginning",
        ),
        pytest.param(
            ["TIF+DE ROSSI+ELISE MRS:A:1", DOCS.format("E1", "09MAR87", "F", "ELISE-1DE ROSSI/ELISE MRS") + "+::1"], [("ELISE", ["E1"], None)], id="a name reference of two words",
        ),
        pytest.param(
            [ELISE, PAOLO, DOCS.format("YL1", "20SEP24", "MI", "LUCA") + "+::1", DOCS.format("YL2", "20SEP24", "FI", "LUCIA") + "+::2"],
            [("ELISE", [], None), ("PAOLO", [], None), ("LUCA", ["YL1"], 0), ("LUCIA", ["YL2"], 1)], id="documents of infants of near names",
        ),
        pytest.param(
            [ELISE, PAOLO, DOCS.format("YL1", "20SEP24", "MI", "LUCA") + "+::1", DOCS.format("YL2", "01FEB24", "MI", "LUCA") + "+::2"],
            [("ELISE", [], None), ("PAOLO", [], None), ("LUCA", ["YL1"], 0), ("LUCA", ["YL2"], 1)], id="two infants of one name",
        ),
        pytest.param(
            [ELISE, PAOLO, DOCS.format("YL1", "20SEP24", "MI", "LUCA") + "+::1", DOCS.format("YL2", "20SEP24", "MI", "LUCA") + "+::2"],
            [("ELISE", [], None), ("PAOLO", [], None), ("LUCA", ["YL1", "YL2"], 0)], id="an infant of two passports",
        ),
        pytest.param(
            [ELISE.replace(":1:1", ":1"), PAOLO.replace(":2:1", ":2"), INFT.format("ROSSI/LUCA 20SEP24"), INFT.format("ROSSI/LUCIA 01FEB24")],
            [("ELISE", [], None), ("PAOLO", [], None), ("LUCA", [], 1), ("LUCIA", [], 1)], id="infants of near names and other births",
        ),
    ],
)  # fmt: skip
def test_each_is_a_person_of_their_own(segments: list[str], expected: list[Found]) -> None:
    assert people(*segments) == expected


def letters(number: int) -> str:
    return "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0))


@pytest.mark.parametrize("named", ["ROSSI{0}+JO MR", "ROSSI+JO{0} MR", "ROSSI+JO MR"])
def test_in_a_crowd_each_has_their_own_document(named: str) -> None:
    """More than any carrier books together: names are looked up letter by letter, and nobody is merged or made twice."""
    crowd = range(400)
    names = [f"TIF+{named.format(letters(number))}:A:{number + 1}" for number in crowd]
    texts = [name.split("+", 1)[1].split(" MR")[0].replace("+", "/") for name in names]
    papers = [f"SSR+DOCS:HK:1:ZZ:::::/P/ITA/Y{number}/ITA/20SEP84/M/25OCT29/{texts[number]}" for number in crowd]
    (message,) = decode(push([[*HEAD, *names, *FLIGHT, *papers]]).replace(b"'\n", b"'"))
    assert [[paper.number for paper in one.documents] for one in message.passengers] == [[f"Y{n}"] for n in crowd]
    assert [found.code for found in message.findings] == ["booking-crowded"]
