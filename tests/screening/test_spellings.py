"""How carriers write one person: every phenomenon with its own rows. All people are invented; common names are common names."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry, ListedName
from gotravel.screening.assess import assess
from gotravel.screening.frequencies import learned
from gotravel.screening.index import build
from gotravel.screening.query import Query, spellings
from gotravel.screening.screen import screen

LIST = WatchlistId(uuid.UUID(int=1))
TODAY = dt.date(2026, 11, 24)
THRESHOLD = 16.5
TRAFFIC = learned(
    [
        *["MOHAMED ALI", "AHMED HASSAN", "MARIA SILVA", "JOHN SMITH", "IVAN IVANOV", "LI WEI", "KIM MIN JUN"] * 200,
        *[
            "YUSUF OMAR",
            "WANG FANG",
            "NGUYEN VAN",
            "OLGA PETROVA",
            "ABDUL RAHMAN",
            "JOSE GARCIA",
            "ANNA SCHMIDT",
            "SERGEY KUZNETSOV",
        ]
        * 80,
    ],
    "test",
)
CASES = [
    ("بلقاسم الزهواني", "ZAHOUANI", "BELGACEM", "Arabic"),
    ("محمد الشرقاوي", "SHARQAWI", "MOHAMMED", "Arabic, with a common name"),
    ("Дмитрий Щербаковский", "SHCHERBAKOVSKII", "DMITRII", "Cyrillic, as a passport writes it (ICAO 9303)"),
    ("Юлия Хрущёвина", "KHRUSHCHEVINA", "IULIIA", "Cyrillic, IULIIA"),
    ("Олександр Гриценчук", "HRYTSENCHUK", "OLEKSANDR", "Ukrainian"),
    ("Γεώργιος Παπαλεξανδρής", "PAPALEXANDRIS", "GEORGIOS", "Greek"),
    ("צבי רוזנשטרום", "ROZENSHTROM", "TZVI", "Hebrew"),
    ("राजेश चतुरभाई", "CHATURBHAI", "RAJESH", "Devanagari"),
    ("欧阳志强", "OUYANG", "ZHIQIANG", "Chinese"),
    ("남궁혁진", "NAMGUNG", "HYOKCHIN", "Korean"),
    ("TCHERNYCHEVSKI, Mohamed", "CHERNYSHEVSKY", "MUHAMAD", "MUHAMAD for MOHAMED"),
    ("TCHERNYCHEVSKI, Muhammad", "CHERNYSHEVSKY", "MHD", "MHD for MUHAMMAD"),
    ("BENKHELIFATI, Yusuf", "BENKHELIFATI", "JOUSSEF", "JOUSSEF for YUSUF"),
    ("BENKHELIFATI, Yusuf", "BENKHELIFATI", "IOSIF", "IOSIF for YUSUF"),
    ("EL BENKHELIFATI, Yusuf", "ELBENKHELIFATI", "YUSUF", "article glued"),
    ("BENKHELIFATI, Yusuf Omar", "BENKHELIFATI", "YUSUFOMAR", "given names glued"),
    ("VAN DER HOOGENBOSCH, Pieter", "VANDERHOOGENBOSCH", "PIETER", "particles glued"),
    ("DE LA TORREMOCHA, Ines", "TORREMOCHA", "INES", "particles left out"),
    ("ABDURRAZAKOV, Salahuddin", "ABDURRAZAKOV", "SALAH UDDIN", "SALAH UDDIN for SALAHUDDIN"),
    ("QURBANOVSKY, Abdulrahman", "QURBANOVSKY", "ABD AL RAHMAN", "ABD AL RAHMAN for ABDULRAHMAN"),
    ("PLATONCHUKOV, Sergey Petrovich", "PLATONCHUKOV", "SERGEI", "patronymic left out"),
    ("PLATONCHUKOV, Sergey", "PLATONCHUKOV", "SERGEI PETROVICH", "patronymic sent only by the carrier"),
    ("ABU ZUBEIRATI, Khalil", "ZUBEIRATI", "KHALIL", "kunya left out"),
    ("PLATONCHUKOV, Sergey", "SERGEY", "PLATONCHUKOV", "order swapped"),
    ("PLATONCHUKOV, Sergey", "PLATONCHUKOV SERGEY", "", "all in the family name"),
    ("PLATONCHUKOV, Sergey", "PLATONCHUKOV", "S", "an initial"),
    ("PLATONCHUKOV, Sergey", "PLATONCHUKOV", "", "given name missing"),
    ("SUHARTONOMO", "SUHARTONOMO", "SUHARTONOMO", "a mononym sent as both names"),
    ("PLATONCHUKOV, Aleksandr", "PLATONCHUKOV", "SASHA", "a nickname"),
    ("PLATONCHUKOV, Sergey", "PLATONCHUKOV", "SERGEYMR", "a title glued"),
    ("PLATONCHUKOV, Sergey", "PLATONCHUKOV", "SERGEY MSTR", "a title apart"),
    ("WICKRAMASINGHEARACHCHI, Chandrasekharan", "WICKRAMASINGHEARACHCHI", "CHANDRASEKHA", "cut at 39 by the zone"),
    ("KHOROSHILOVSKY, Konstantin Vsevolodovich", "KHOROSHILOVSKY", "KONSTANTIN V", "cut at 30 by an old sender"),
    ("O, Chungryolsan", "OO", "CHUNGRYOLSAN", "a surname of one letter doubled"),
    ("PLATONCHUKOV, Sergey", "PLAT0NCHUK0V", "SERGEY", "O read as 0"),
    ("PLATONCHUKOV, Sergey", "PLATOCNHUKOV", "SERGEY", "two letters swapped"),
    ("PLATONCHUKOV, Sergey", "PLATNCHUKOV", "SERGEY", "a letter lost"),
    ("PLATONCHUKOV, Sergey", "PLATONCHVKOV", "SERGEI", "U typed as V"),
    ("GROSSMUELLERIN, Anna", "GROßMÜLLERIN", "ANNA", "umlauts as they are"),
    ("GROSSMUELLERIN, Anna", "GROSSMULLERIN", "ANNA", "umlauts left out"),
]


def entry(name: str) -> Entry:
    born = (BirthDate(BirthDateKind.EXACT, "1979-11-21"),)
    return Entry(EntryId(uuid.UUID(int=5)), LIST, "R5", "1", (ListedName(name),), born, ("EGY",), "M")


@pytest.mark.parametrize(("listed", "family", "given", "how"), [pytest.param(*case, id=case[3]) for case in CASES])
def test_the_person_is_found(listed: str, family: str, given: str, how: str) -> None:
    wanted = entry(listed)
    query = Query(spellings(family, given), "1979-11-21", "EGY", "M")
    assessment = assess(query, wanted, TRAFFIC, THRESHOLD, "s")
    assert assessment is not None, "too little to compare"
    assert assessment.total_bits >= THRESHOLD
    assert assessment.total_bits == pytest.approx(sum(reason.bits for reason in assessment.reasons))
    found = screen([query], build([wanted], TRAFFIC), {LIST: THRESHOLD}, as_of=TODAY)
    assert [one.assessment.total_bits for one in found] == [pytest.approx(assessment.total_bits, abs=1e-3)]


STRANGERS = [
    ("PLATONCHUKOV, Sergey", "PLATONCHUKOV", "SERGEY", "1950-03-02", "the namesake of another age"),
    ("PLATONCHUKOV, Sergey", "GRINBERGSON", "SERGEY", "1979-11-21", "another family name"),
    ("PLATONCHUKOV, Sergey", "KOVPLATONCHU", "MAXIM", "1979-11-21", "letters in another order"),
    ("ALI, Mohamed", "ALI", "MOHAMED", "1961-02-03", "a common name, another age"),
    ("LI, Wei", "LI", "WEN", "1984-01-05", "two short names"),
]


@pytest.mark.parametrize(("listed", "family", "given", "born", "how"), [pytest.param(*c, id=c[4]) for c in STRANGERS])
def test_the_stranger_is_spared(listed: str, family: str, given: str, born: str, how: str) -> None:
    query = Query(spellings(family, given), born, "DEU", "M")
    assert screen([query], build([entry(listed)], TRAFFIC), {LIST: THRESHOLD}, as_of=TODAY) == []


@pytest.mark.parametrize(
    "hostile",
    [
        "A" * 10_000,
        "PLATONCHUKOV " * 900,
        "\u202eVOKUHCNOTALP\u202c",
        "\x00\x07\x1b",
        "P\u0301" * 3_000,
        "💥" * 500,
        "-" * 9_000,
    ],
    ids=["ten thousand letters", "many words", "right to left", "control", "accents", "pictures", "signs"],
)
def test_hostile_names_are_answered(hostile: str) -> None:
    index = build([entry("PLATONCHUKOV, Sergey"), entry(hostile)], TRAFFIC)
    query = Query(spellings(hostile, hostile), "1979-11-21", "EGY", "M")
    screen([query, Query(spellings("PLATONCHUKOV", hostile))], index, {LIST: 0.0}, as_of=TODAY)


def test_homoglyphs_are_read_as_what_they_stand_for() -> None:
    query = Query(spellings("РLАTОNСHUKОV", "SЕRGEY"), "1979-11-21", "EGY", "M")  # some letters are Cyrillic
    assert screen([query], build([entry("PLATONCHUKOV, Sergey")], TRAFFIC), {LIST: THRESHOLD}, as_of=TODAY)
