"""Invented people of many cultures.

Goes in: a random source. Comes out: people with names, dates, documents. Never: a real person; the name tables are our
own and are combined at random.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

CULTURES: dict[str, tuple[str, str, str, str]] = {
    # nationality: family names; given names of men; of women (all ours, common first: the skew is Zipf's)
    "UTO": (
        "utopian",
        "OBRAZTSOV EXEMPLE MFANO NAMUNA ORNEK ESEMPIO VOORBEELD PARADEIGMA",
        "ILYA JULIEN BEKZOD DENIZ MARCO PIETER",
        "ANNA KAVYA WANJIRU ELENI VERA LENA",
    ),
    "GBR": (
        "english",
        "HARTWELL BRAMLEY OAKSHOTT PENROSE WHITLOCK ASHDOWN FAIRBURN",
        "OLIVER GEORGE HENRY JACK THOMAS",
        "AMELIA ISLA GRACE ALICE RUTH",
    ),
    "FRA": (
        "french",
        "DELACOURT VAUTRIN MERCADIER BOISVERT LAMOTTE SAINT-AUBIN",
        "JULIEN ETIENNE MATHIEU LUC BASTIEN",
        "CLAIRE ELODIE MANON LUCIE INES",
    ),
    "DEU": (
        "german",
        "HOLZAPFEL WEISSMUELLER GRUNDTNER STEINBRECHER KALTENBACH",
        "LUKAS JONAS MATTHIAS FELIX UWE",
        "GRETA LENA KATHARINA HANNA UTE",
    ),
    "ESP": (
        "spanish",
        "VALDERRAMA CASTROVIEJO IBARROLA MONTALBAN PERALTA SOTOMAYOR",
        "ALVARO JAVIER PABLO MATEO",
        "LUCIA CARMEN PALOMA MARIA-DEL-MAR",
    ),
    "ITA": ("italian", "BELLANDI FRASSINETTI MONTEVERDI CARRARESI", "LORENZO MATTEO PIETRO", "GIULIA CHIARA FRANCESCA"),
    "NLD": ("dutch", "VAN-DER-LINDEN DE-HAAN VERSCHUREN OOSTERHOUT", "DAAN SEM JOOST", "SANNE LOTTE FLEUR"),
    "POL": ("polish", "WISNIOWSKI KACZOROWSKI BRZEZINA ZIELONKA", "PIOTR TOMASZ MAREK", "AGNIESZKA EWA ZOFIA"),
    "RUS": (
        "russian",
        "KUZMICHEV BELOZEROV STRELTSOV VORONTSOV LUKYANENKO",
        "DMITRY SERGEI ALEKSEI YURI",
        "OLGA TATIANA YULIA",
    ),
    "TUR": ("turkish", "KARATEPE YILDIRIMOGLU DEMIRKAN AKSOYLU", "EMRE BURAK MEHMET", "ELIF ZEYNEP AYSE"),
    "EGY": (
        "arabic",
        "EL-SHARQAWI ABDEL-GHAFFAR HAMDOUN EL-NAHHAS MANSOURY",
        "YOUSSEF MOHAMED AHMED KARIM",
        "NOUR MARIAM SALMA",
    ),
    "MAR": ("maghrebi", "BENJELLOUNE EL-OUAZZANI TAHIRI BOUAZZAOUI", "YOUNES HAMZA RACHID", "SALMA HAJAR KHADIJA"),
    "PAK": ("pakistani", "QURESHANI BUTTAR CHAUDHRANI GILLANI", "MUHAMMAD BILAL USMAN IMRAN", "AYESHA SANA HIRA"),
    "IND": (
        "indian",
        "UDAHARAN VENKATARAMANI CHATTERJI KULKARNEY SUBBAIAH",
        "ARJUN RAHUL VIKRAM",
        "PRIYA ANANYA LAKSHMI",
    ),
    "CHN": ("chinese", "OUYANG SHANGGUAN ZHUGE SITU BAI", "WEI JIAN HAORAN", "XIULAN MEI JING"),
    "KOR": ("korean", "NAMGUNG HWANGBO SEOMUN DOKGO", "MINJUN SEOJUN DOYUN", "SEOYEON JIWOO HAEUN"),
    "JPN": ("japanese", "SHINOZUKA KUROYANAGI HAYAKAWADA MIYAZONO", "HARUTO REN SOTA", "YUI AOI HINATA"),
    "VNM": ("vietnamese", "LUONG-THE TON-THAT KHUU", "MINH ANH DUC", "LINH THAO MAI"),
    "NGA": ("nigerian", "OKONKWOLI ADEBAYORE NWACHUKA EZENWA", "CHIDI EMEKA TUNDE", "NGOZI AMAKA FUNKE"),
    "ETH": ("ethiopian", "TESFAMICHAELU GEBREYES WOLDEAMANU", "DAWIT BEKELE YONAS", "HIWOT SELAM MERON"),
    "BRA": ("brazilian", "CAVALCANTINI ALBUQUERQUES FIGUEIREDAS", "THIAGO RAFAEL JOAO", "BEATRIZ LARISSA ANA"),
}


@dataclass(frozen=True)
class Document:
    type: str
    number: str
    issuer: str
    expires: date


@dataclass(frozen=True)
class Person:
    family: str
    given: str
    sex: str
    born: date
    nationality: str
    culture: str
    document: Document
    kind: str = "adult"
    birth_place: str | None = None


def person(
    source: random.Random,
    today: date,
    *,
    family: str | None = None,
    nationality: str | None = None,
    kind: str = "adult",
) -> Person:
    country = nationality or source.choice(tuple(CULTURES))
    culture, families, men, women = CULTURES[country]
    sex = source.choice("MF")
    given = _pick(source, (men if sex == "M" else women).split())
    if source.random() < 0.3:
        given += " " + _pick(source, (men if sex == "M" else women).split())
    return Person(
        (family or _pick(source, families.split())).replace("-", " "),
        given.replace("-", " "),
        sex,
        _born(source, today, kind),
        country,
        culture,
        Document("P", _number(source), country, today + timedelta(days=source.randint(200, 3600))),
        kind,
    )


def _pick(source: random.Random, names: list[str]) -> str:
    return source.choices(names, [1 / rank for rank in range(1, len(names) + 1)])[0]


def _born(source: random.Random, today: date, kind: str) -> date:
    youngest, oldest = {"infant": (30, 700), "child": (800, 4000), "adult": (6700, 29000)}[kind]
    return today - timedelta(days=source.randint(youngest, oldest))


def _number(source: random.Random) -> str:
    return source.choice("ABCDEFGHJKLMNP") + "".join(source.choices("0123456789", k=8))
