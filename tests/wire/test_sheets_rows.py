"""Rows of persons and what stands among them: totals, lists beside each other, names and births that cannot be whole."""

from __future__ import annotations

import datetime as dt

import pytest

from gotravel.wire.decode import decode
from tests.wire.test_sheets import codes, one

LEG = "Flight;ZC812;Date;2025-08-12\n"
HEAD = "Surname;First name;DOB;Passport\n"
DOE = "DOE;JANE;1980-12-31;X1\n"
NAMES = {"sheet-row-without-surname", "sheet-row-without-given-name", "sheet-row-empty-name"}


@pytest.mark.parametrize(
    "row, told",
    [
        ("DOE;JANE;1980-12-31;X1", set()),
        ("DOE;;1980-12-31;X1", {"sheet-row-without-given-name"}),
        ("DOE;-;1980-12-31;X1", {"sheet-row-without-given-name"}),
        (";JANE;1980-12-31;X1", {"sheet-row-without-surname"}),
        (";;1980-12-31;X1", {"sheet-row-empty-name"}),
    ],
)
def test_a_name_alone_is_told(row: str, told: set[str]) -> None:
    message = one(f"{LEG}{HEAD}{row}\n")
    assert len(message["passengers"]) == 1 and set(codes(message)) & NAMES == told


TODAY = dt.datetime.now(tz=dt.UTC).date()
TOMORROW = (TODAY + dt.timedelta(days=2)).isoformat()
NEXT_YEAR = TODAY.year + 1


@pytest.mark.parametrize(
    "above, written, born, told",
    [
        ("", "2190-12-31", None, True),
        ("", TOMORROW, None, True),
        ("", "1980-12-31", "1980-12-31", False),
        ("", f"31DEC{NEXT_YEAR % 100:02d}", f"{NEXT_YEAR - 100}-12-31", False),
        ("Flight;ZC812;Date;2025-08-12\n", "2025-12-31", None, True),
    ],
)
def test_nobody_is_born_tomorrow(above: str, written: str, born: str | None, told: bool) -> None:
    message = one(f"{above}{HEAD}DOE;JANE;{written};X1\n")
    assert message["passengers"][0]["born"] == born
    assert ("birth-in-future" in codes(message)) is told


@pytest.mark.parametrize(
    "rows, declared",
    [
        ("Total;;;1", 1),
        ("Total passengers;;;3", 3),
        ("Total crew;2;Total pax;1", 1),
        ("Total crew;2;Total pax;2", 4),
        ("Total pax: 1 Total crew: 0", 1),
        ("Total weight;80", None),
        ("Total bags;3\nTotal pax;1", 1),
        ("Total 2 pax 3 bags", 2),
        ("Total: 2 passengers, 3 bags, 40 kg", 2),
        ("Total pax;2;Bags;3", 2),
        ("Total passengers 2 on 1 pages", 2),
        ("Total bags 3", None),
        ("Total weight 40 kg", None),
        ("Total 3 bags", None),
        ("Total;40;kg", None),
        ("Total: 3 bags, 40 kg", None),
    ],
)
def test_totals_are_nobody_and_are_compared(rows: str, declared: int | None) -> None:
    message = one(f"{LEG}{HEAD}{DOE}{rows}\n")
    assert [person["family"] for person in message["passengers"]] == ["DOE"]
    assert message["declared_count"] == declared
    assert ("sheet-count-wrong" in codes(message)) is (declared not in (None, 1))


@pytest.mark.parametrize(
    "row, family",
    [("TOTAL;JEAN;;12AC", "TOTAL"), ("TOTAL;JEAN;;", None), ("TOTAL;PAX;;12", None), ("TOTAL;;;12AC", None)],
)
def test_a_person_named_total_has_both_names_and_a_document(row: str, family: str | None) -> None:
    message = one(f"{LEG}Nom;Prénom;Date de naissance;Passeport\n{DOE}{row}\n")
    assert [person["family"] for person in message["passengers"]] == ["DOE", *([family] if family else [])]


BESIDE = "CREW;;;;;PASSENGERS\nSurname;First name;DOB;Passport;;Surname;First name;DOB;Passport;Hotel\n"


def test_a_list_beside_another_keeps_nothing_of_its_neighbour() -> None:
    rows = "STAR;JO;1980-12-31;X1;;DOE;ANN;1981-12-31;X2;RITZ\n;;;;;LEE;BO;1982-12-31;X3;HILTON\n"
    (message,) = decode(f"{LEG}{BESIDE}{rows}".encode(), name="x.csv")
    assert [person.family for person in message.passengers] == ["STAR", "DOE", "LEE"]
    assert [(remark.text, remark.passenger) for remark in message.remarks] == [("RITZ", 1), ("HILTON", 2)]


def test_the_totals_of_lists_beside_each_other_are_both_read() -> None:
    rows = "STAR;JO;1980-12-31;X1;;DOE;ANN;1981-12-31;X2;RITZ\nTotal crew;1;;;;LEE;BO;1982-12-31;X3\n;;;;;Total passengers;2\n"
    message = one(f"{LEG}{BESIDE}{rows}")
    assert [(person["family"], person["kind"]) for person in message["passengers"]] == [
        ("STAR", "crew"),
        ("DOE", "adult"),
        ("LEE", "adult"),
    ]
    assert message["declared_count"] == 3 and "sheet-count-wrong" not in codes(message)
