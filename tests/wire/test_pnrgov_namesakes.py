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
    ],
)  # fmt: skip
def test_each_is_a_person_of_their_own(segments: list[str], expected: list[Found]) -> None:
    assert people(*segments) == expected
