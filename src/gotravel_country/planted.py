"""Listed people, written as carriers really write them, and innocent namesakes.

Goes in: a random source. Comes out: list entries and who must be found (or stay quiet). Never: a real listed person.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gotravel_country.people import Document, Person


@dataclass(frozen=True)
class Listed:
    reference: str
    names: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...]
    """(quality, name)"""
    original: str | None
    born: date
    year_only: bool
    nationality: str
    country_name: str
    passport: str | None


LISTED = (
    Listed(
        "ZZi.001",
        ("Ilya", "Petrovich", "Obraztsovsky"),
        (("Good", "Ilja Obraszowskij"),),
        "Илья Петрович Образцовский",
        date(1985, 3, 7),
        False,
        "RUS",
        "Russian Federation",
        "L898902C3",
    ),
    Listed(
        "ZZi.002",
        ("Youssef", "Abdelhamid", "El Sharqawiyi"),
        (("Good", "Yusuf Sharqawiyi"), ("Low", "Abu Nour")),
        "يوسف عبد الحميد الشرقاويي",
        date(1979, 11, 21),
        False,
        "EGY",
        "Egypt",
        None,
    ),
    Listed(
        "ZZi.003", ("Tesfamichaelu", "Woldeamanuel"), (), None, date(1990, 6, 15), False, "ETH", "Ethiopia", "EP4410227"
    ),
    Listed(
        "ZZi.004",
        ("Aleksandr", "Vorontsovich"),
        (("Good", "Alexander Worontzowitsch"),),
        "Александр Воронцович",
        date(1972, 1, 30),
        True,
        "UKR",
        "Ukraine",
        None,
    ),
    Listed(
        "ZZi.005",
        ("Maria", "del Carmen", "Valderramazo", "Ibarrolaz"),
        (),
        None,
        date(1988, 9, 2),
        False,
        "ESP",
        "Spain",
        "XDA550312",
    ),
    Listed(
        "ZZi.006",
        ("Muhammad", "Bilalullah", "Qureshanizai"),
        (("Good", "Mohd Bilal Ullah Qureshanizai"),),
        None,
        date(1983, 12, 25),
        False,
        "PAK",
        "Pakistan",
        "AB1187220",
    ),
    Listed("ZZi.007", ("Chidiebere", "Okonkwoliani"), (), None, date(1994, 4, 18), False, "NGA", "Nigeria", None),
    Listed("ZZi.008", ("Lorenzo", "Frassinettini"), (), None, date(1966, 7, 9), False, "ITA", "Italy", "YB0093311"),
)

Variation = tuple[str, str, dict[str, object]]


@dataclass(frozen=True)
class Plant:
    entry: str
    variation: str
    must_find: bool
    person: Person


def plants(source: random.Random, today: date) -> list[Plant]:
    """One traveller for each way of writing, and namesakes who are somebody else."""
    known = {listed.reference: listed for listed in LISTED}
    made = [
        _plant(known["ZZi.001"], "transliterated", True, "OBRAZTSOVSKII", "ILIA PETROVICH", today),
        _plant(
            known["ZZi.001"],
            "day and month swapped",
            True,
            "OBRAZTSOVSKY",
            "ILYA",
            today,
            born=date(1985, 7, 3),
            passport="N1",
        ),
        _plant(known["ZZi.002"], "given and family swapped", True, "YOUSSEF ABDELHAMID", "SHARQAWIYI", today),
        _plant(known["ZZi.003"], "truncated by an old sender", True, "WOLDEAMANUE", "TESFAMICHAELU", today),
        _plant(
            known["ZZi.004"], "year only on the list", True, "VORONTSOVICH", "OLEKSANDR", today, born=date(1972, 8, 11)
        ),
        _plant(known["ZZi.005"], "names joined", True, "VALDERRAMAZOIBARROLAZ", "MARIADELCARMEN", today),
        _plant(known["ZZi.006"], "abbreviated and split", True, "QURESHANIZAI", "MOHD BILAL ULLAH", today),
        _plant(known["ZZi.007"], "one letter lost", True, "OKONKWOLIANI", "CHIDIEBRE", today),
        _plant(
            known["ZZi.008"], "passport read with a slip", True, "FRASSINETTINI", "LORENZO", today, passport="YB0O93311"
        ),
        _plant(
            known["ZZi.001"],
            "namesake born another day",
            False,
            "OBRAZTSOVSKY",
            "ILYA",
            today,
            born=date(2001, 2, 14),
            passport="N2",
        ),
        _plant(
            known["ZZi.008"],
            "relative, another given name and date",
            False,
            "FRASSINETTINI",
            "PAOLA",
            today,
            born=date(1999, 5, 1),
            passport="N3",
        ),
    ]
    source.shuffle(made)
    return made


def _plant(
    listed: Listed,
    variation: str,
    must_find: bool,
    family: str,
    given: str,
    today: date,
    *,
    born: date | None = None,
    passport: str | None = None,
) -> Plant:
    number = passport or listed.passport or f"P{listed.reference[-3:]}77310"
    paper = Document(
        "P", f"{number}000000" if len(number) < 3 else number, listed.nationality, today + timedelta(days=900)
    )
    sex = "F" if listed.reference == "ZZi.005" or given == "PAOLA" else "M"
    someone = Person(family, given, sex, born or listed.born, listed.nationality, "planted", paper)
    return Plant(listed.reference, variation, must_find, replace(someone))


def as_xml(today: date) -> str:
    """In the schema of the Security Council's list."""
    people = "\n".join(_individual(number, listed) for number, listed in enumerate(LISTED, 7000001))
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<CONSOLIDATED_LIST dateGenerated="{today}T00:00:00Z">'
    return f"{head}\n<INDIVIDUALS>\n{people}\n</INDIVIDUALS>\n<ENTITIES/>\n</CONSOLIDATED_LIST>\n"


def _individual(number: int, listed: Listed) -> str:
    places = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    names = "".join(f"<{tag}>{name}</{tag}>" for tag, name in zip(places, listed.names, strict=False))
    aliases = "".join(
        f"<INDIVIDUAL_ALIAS><QUALITY>{q}</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        for q, name in listed.aliases
    )
    aliases = aliases or "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
    born = (
        f"<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>{listed.born.year}</YEAR>"
        if listed.year_only
        else f"<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>{listed.born}</DATE>"
    )
    paper = (
        f"<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>{listed.passport}</NUMBER><ISSUING_COUNTRY>{listed.country_name}</ISSUING_COUNTRY>"
        if listed.passport
        else ""
    )
    original = f"<NAME_ORIGINAL_SCRIPT>{listed.original}</NAME_ORIGINAL_SCRIPT>" if listed.original else ""
    return (
        f"<INDIVIDUAL><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM>{names}<UN_LIST_TYPE>Synthetic</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{listed.reference}</REFERENCE_NUMBER>{original}<NATIONALITY><VALUE>{listed.country_name}</VALUE></NATIONALITY>"
        f"{aliases}<INDIVIDUAL_DATE_OF_BIRTH>{born}</INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DOCUMENT>{paper}</INDIVIDUAL_DOCUMENT></INDIVIDUAL>"
    )
