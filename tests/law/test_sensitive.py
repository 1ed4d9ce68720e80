"""Words and codes that reveal: every one of the rule book in every language, with its endings; and names that are none."""

from __future__ import annotations

import pytest

from gotravel.law.elements import SSR_CODES
from gotravel.law.sensitive import class_of_code, class_of_text, class_of_title

HEALTH = """wheelchair wheelchairs WCHR oxygen insulin epilepsy epileptic epilepsie epilepsia pregnant pregnancy enceinte zwanger
zwangerschap schwanger Schwangerschaft embarazada cancer HIV AIDS VIH séropositif dialysis dialyse diálisis stretcher blind blinde
aveugle ciego ciega deaf sourd sourde sordo doof taub autistic autisme dementia démence Demenz medical médicale medisch medizinisch
médica hospital hôpital ziekenhuis Krankenhaus surgery surgical chirurgie cirugía prosthesis prothèse prótesis pacemaker marcapasos
Herzschrittmacher allergy allergic allergique alergia asthma asthmatic asmático diabetes diabetic diabétique diabético suikerziekte
Zuckerdiabetes disabled disability handicapped handicapé gehandicapt behindert Behinderung discapacitado minusválido mobility mobilité
mobiliteit Mobilität movilidad rolstoel Rollstuhl haamil marid mustashfa sukkari béquilles muletas krukken Krücken paraplegic"""
RELIGION = """kosher koscher casher halal hindu hindoe muslim moslem musulmane musulmán moslim jewish juif juive joods jüdisch judío
catholic catholique katholiek katholisch católico sikh buddhist bouddhiste boeddhist budista pilgrim pilgrims pilgrimage pèlerin
pèlerinage bedevaart Pilger peregrinación hajj hajji umrah omra church église kerk Kirche iglesia mosque mosquée moskee Moschee
mezquita synagogue sinagoga imam imams rabbi rabbin rabino priest prêtre sacerdote vegetarian végétarien vegetariano masihi yahudi
nasrani masjid ramadan gebed prière oración"""
POLITICS = """political politique politiek politisch político demonstration manifestación refugee réfugié vluchteling Flüchtling
refugiado asylum asile asiel Asyl asilo activist militant siyasi"""
UNION = "syndicat syndicaliste vakbond Gewerkschaft sindicato syndicaat niqaba"
ORIGIN = "ethnic ethnie etnisch étnico ethnisch race racial skin huidskleur Hautfarbe gypsy gypsies gitano Zigeuner tsigane roma"
SEXUAL = "gay gays lesbian lesbienne lesbiana lesbisch LGBT LGBTQIA pride homosexual bisexual transgender queer escort"
PHRASES = [
    ("party delegate", "politics"), ("congress of the people", "politics"), ("trade union", "union"), ("labour union rate", "union"),
    ("skin colour", "origin"), ("same-sex honeymoon", "sexual-life"), ("fauteuil roulant", "health"), ("silla de ruedas", "health"),
    ("du même sexe", "sexual-life"), ("mismo sexo", "sexual-life"), ("délégué du parti", "politics"), ("broken leg", "health"),
]  # fmt: skip
REVEALING = [
    *((word, name) for words, name in (
        (HEALTH, "health"), (RELIGION, "religion"), (POLITICS, "politics"), (UNION, "union"), (ORIGIN, "origin"), (SEXUAL, "sexual-life"),
    ) for word in words.split()),
    *PHRASES,
]  # fmt: skip


@pytest.mark.parametrize("words, name", REVEALING, ids=lambda value: str(value).replace(" ", "-"))
def test_a_word_of_the_rule_book_is_seen_in_a_sentence(words: str, name: str) -> None:
    for text in (words, words.upper(), f"PAX IS/HAS {words}, PLS ASSIST", f"+{words}:"):
        assert class_of_text(text) == name or (name == "sexual-life" and class_of_text(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "CTCP JFK 12125550199", "SEAT 12A CONFIRMED", "TKT TIME LIMIT 18APR", "BRUSSELS AIRPORT", "LATE CHECK IN", "VIP CORPORATE PSGR",
        "UM08 ACCOMPANIED BY GRANDMOTHER", "0/O/NM/MILLER/JAMES MR", "1 SCHOOL LANE ALBANY NY 12207", "LIFE OF HAMILTON", "GAYLE ROMANO",
        "RASMUSSEN SKINNER", "CANADA DRY", "KERKHOF", "DEAN EPISTLE", "TAUBER", "BLINDER", "NUNEZ", "SIDAROV", "MEDINA",
    ],
)  # fmt: skip
def test_ordinary_words_say_nothing(text: str) -> None:
    assert class_of_text(text) is None


def test_a_town_is_a_town_where_places_stand_and_a_people_elsewhere() -> None:
    assert class_of_text("VIA ROMA 1 ROMA", place=True) is None
    assert class_of_text("PAX IS ROMA") == "origin"
    assert class_of_text("HOTEL FOR WHEELCHAIR USERS", place=True) == "health"


CODES = [
    "AVML",
    "religion",
    "HNML",
    "religion",
    "KSML",
    "religion",
    "MOML",
    "religion",
    "VJML",
    "religion",
    "JVML",
    "religion",
    "NBML",
    "religion",
    "DPML",
    "religion",
    "DBML",
    "health",
    "LSML",
    "health",
    "LFML",
    "health",
    "LCML",
    "health",
    "LPML",
    "health",
    "PRML",
    "health",
    "GFML",
    "health",
    "NLML",
    "health",
    "HFML",
    "health",
    "BLML",
    "health",
    "NSML",
    "health",
    "PFML",
    "health",
    "NFML",
    "health",
    "SPML",
    "health",
    "LQML",
    "health",
    "VGML",
    "religion",
    "VLML",
    "religion",
    "VOML",
    "religion",
    "RVML",
    "religion",
    "JPML",
    "origin",
    "OBML",
    "origin",
    "ORML",
    "origin",
    "KCML",
    "origin",
    "KFML",
    "origin",
    "CNML",
    "origin",
    "RFML",
    "origin",
    "GVML",
    "religion",
    "WCHR",
    "health",
    "WCHS",
    "health",
    "WCHC",
    "health",
    "WCHP",
    "health",
    "WCBD",
    "health",
    "WCBW",
    "health",
    "WCLB",
    "health",
    "WCMP",
    "health",
    "WCOB",
    "health",
    "BLND",
    "health",
    "DEAF",
    "health",
    "DPNA",
    "health",
    "MAAS",
    "health",
    "MEDA",
    "health",
    "STCR",
    "health",
    "OXYG",
    "health",
    "AOXY",
    "health",
    "PPOC",
    "health",
    "INCU",
    "health",
    "LEGL",
    "health",
    "LEGR",
    "health",
    "LEGB",
    "health",
    "SVAN",
    "health",
    "ESAN",
    "health",
    "PRGN",
    "health",
    "LANG",
    "origin",
    "NUTS",
    "health",
    "SEMN",
    "union",
    "XXML",
    "religion",
]


@pytest.mark.parametrize("code, name", list(zip(CODES[::2], CODES[1::2], strict=True)))
def test_a_code_reveals(code: str, name: str) -> None:
    assert class_of_code(code) == name
    assert code not in SSR_CODES


@pytest.mark.parametrize(
    "code",
    [
        "UMNR",
        "YPTA",
        "CHLD",
        "INFT",
        "PETC",
        "AVIH",
        "WEAP",
        "XBAG",
        "EXST",
        "CBBG",
        "GPST",
        "GRPF",
        "FOID",
        "DOCS",
        "DOCA",
        "DOCO",
        "CKIN",
        "TKNE",
        "SEAT",
        "FQTV",
        "DEPA",
        "DEPU",
        "INAD",
        "TWOV",
        "PICA",
        "PICU",
    ],
)
def test_a_code_is_kept(code: str) -> None:
    assert class_of_code(code) is None
    assert code in SSR_CODES


@pytest.mark.parametrize("code", ["NOML", "FPML", "FSML", "SFML", "BBML", "CHML", "SKML", "GRML", "RGML"])
def test_a_neutral_meal_reveals_nothing_and_is_no_element_either(code: str) -> None:
    assert class_of_code(code) is None
    assert code not in SSR_CODES


@pytest.mark.parametrize(
    "title, name",
    [(title, "religion") for title in ("IMAM", "RABBI", "FR", "SR", "REV", "HAJI", "Rev.", "MR REV")]
    + [(title, None) for title in ("MR", "MRS", "DR", "MSTR", "PROF", "", None)],
)
def test_titles(title: str | None, name: str | None) -> None:
    assert class_of_title(title) == name
