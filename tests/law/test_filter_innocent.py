"""Ordinary travel texts of which nothing is lost, and beside each what must still go. Invented people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gotravel.law.read_of import broken_word, joined_in_contact, joined_of
from gotravel.law.sensitive import class_of_text
from gotravel.law.titles import struck_of_names, without_titles
from tests.law.test_filter import booked, kept, longer

PHRASES = """BLACK MANUEL;WHITE MANDY;ARAB MALEK;BLACK MENS SUITCASE;SIN CARNET DE IDENTIDAD;POST OPENING;LEG CASTELLON;ARM CASTLE;
    CHRISTOPHER STREETER;FATIMA TOURE;LOURDES TOURS;TRANS PAX TO BA456;TRANS PASSENGERS;TRANS PERSONAL ITEM;STUDENT UNION CARD;
    CREDIT UNION CARD;MED CERTIFICATE NOT REQD"""
WORDS = """DES MOINES;ENAYATOLLAH;HEDAYATOLLAH;AYATOLLAHI;INDUSTRIAL ACTION AT CDG;BEGLEITSERVICE;TRANSMANCHE FERRIES;
    CHRISTOPHER STREET;MEMBER OF PARTY OF 5;SEAMENS BOOK;PARTY DELEGATION;BAGAGE SOUS TRAITEMENT;DOSSIER ONDER BEHANDELING;
    DEMANDE EN GESTATION;DEFICIENCE DU SYSTEME;ROMS;MR MONKS;FRAILE;CHANUKA;THEOLOGOU;THEOLOGOS;CAREME;BISDOM;AUMONIER;PAROISSIEN;
    PESACH;JOOD;DURZI;FASTING;BURKA;MATZOURIS;BOITEUX;SOUFFRANT;SORDERA;GENETIN;SEATTLE GENETICS;QUARANTINO;LESION;GRIPPE;MUET;MITIN;
    STAKER;KOERDT;AKRAD;LIBERTIN;DEACON;ARZT;MUDA;MONCH;SEMINARY ROAD;NUNS ROAD;DREPANO;PAROCHIE;HERVORMDE;PARROQUIA;MONJAS;BERBERE;
    AMAZIGH;AIR INUIT;MAORI;METIS;VERTIGO;ATEA;OXY;ADELAIDE STRIKERS;HOSP"""
STILL_SAID = """BLACK MAN;WHITE MALES;ARAB PAX;BLACK WOMEN;SIN CARNE;POST OP;POST OPERATION;LEG CAST;ARM CASTS;LOURDES GROUP;
    TRANS PERSON;TRANS WOMAN;TRADE UNION CARD;MED CERT;AYATOLLAH;TRANSMAN;SEAMEN;IS FASTING;WEARS BURKA;MATZO;GENETIC TEST;
    GENETIC DISORDER;QUARANTINE;QUARANTINED;KOERDISCH;GROUP OF NUNS;NUN;MONK;UNION STRIKERS;MAORI PASSENGER;THEOLOGY;PAROISSE;
    CYSTIC FIBROSIS;LIP READING;LIP READER;GROUPE DE MOINES;GENDER REASSIGNMENT;INSUFFISANCE CARDIAQUE"""


def listed(texts: str) -> list[str]:
    return [one.strip() for one in texts.split(";")]


@pytest.mark.parametrize("text", listed(f"{PHRASES};{WORDS}"))
def test_an_ordinary_text_stays(text: str) -> None:
    for said in (text, f"1 {text}, PLS", text.lower()):
        assert class_of_text(said) is None


@pytest.mark.parametrize("text", listed(STILL_SAID))
def test_what_says_it_still_goes(text: str) -> None:
    assert class_of_text(text) is not None and class_of_text(f"PAX 1 {text}, PLS") is not None


ROUTES = ["BCN-MLA", "PRG-NCE", "BUD-IST", "TLS-MLA", "LIS-IAD", "KOS-HER", "BUD:IST", "KOS:HER", "LIS:IAD:BUD:IST"]
NAMES = ["GONZALES-BIANCHI", "HALL-ALLEN", "HALL-ALI"]
CONTACTS = [
    "CTCP GONZALES:BIANCHI",
    "CTCP HALL-AL 32255501",
    "CTCP J.E.W. SMITH",
    "CTCP G.A.Y. LEE",
    "CTCE J.E.W.SMITH//MAIL.EXAMPLE",
]


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("text", [*ROUTES, *NAMES, *CONTACTS])
def test_a_route_and_two_names_are_no_word(text: str, size: Callable[[bytes], bytes]) -> None:
    for segment in (f"IFT+4:28::ZZ+UMNR {text}", f"IFT+4:43+{text}"):
        _, removals, told = kept(size(booked(segment)))
        assert removals.by_sensitive_class == {} and segment in told


@pytest.mark.parametrize("text", ["KO-SHER", "WHEEL-CHAIR", "HA:LAL", "KO:SH-ER", "MUS-LIM", "MUS:LIM", "LES:BIANS"])
def test_a_word_of_the_tables_that_is_cut_is_one(text: str) -> None:
    assert class_of_text(joined_of(f"LTS+PAX {text} X", "LTS")) is not None


def test_of_a_contact_only_what_a_sign_cut_is_joined() -> None:
    assert joined_in_contact("IFT+4:28+CTCP HA:LAL KO-SHER 12 MEDICAL LAKE", "IFT") == "HALAL"


BROKEN = """ON DE;AF1234 CDG|ON DE;AF KLM|SEAT MA;LADE|SEAT SI;DA|BLUE MED;ICAL|FAR RO;MANI|POST;OPERATION|TRANS;PLANT|KOS;HER|BUD;IST|
    HALL;ALI|HALL;ALLEN|WHEEL;CHAIR7|GONZALES;BIANCHI|AT NO;NNEN"""


@pytest.mark.parametrize("lines", BROKEN.split("|"))
def test_two_lines_of_which_each_is_whole_make_no_word(lines: str) -> None:
    line, following = lines.strip().split(";")
    assert broken_word(f"LTS+{line}", f"LTS+{following}") == ""


@pytest.mark.parametrize("lines", ["WHEEL;CHAIR", "KO;SHER", "PREG;NANT", "DIABE;TIC", "HOSPI;TAL"])
def test_two_lines_that_make_a_word_do(lines: str) -> None:
    line, following = lines.split(";")
    assert class_of_text(broken_word(f"LTS+PAX {line}", f"LTS+{following} X")) is not None


@pytest.mark.parametrize("text", ["H.I.V.", "PAX H.I.V", "1 G.A.Y."])
def test_letters_that_stand_for_themselves_are_a_word_in_a_contact_too(text: str) -> None:
    assert class_of_text(text, place=True) is not None and class_of_text(f"{text} POS") is not None


@pytest.mark.parametrize(
    "text", ["PILGRIM WALK SANTIAGO", "PILGRIMS PATH", "MOSQUE PLACE", "HOSPITAL GARDEN", "PRIEST ST MARYS PARISH", "NUN ST CLARE", "NUN ST. CLARE"],
)  # fmt: skip
def test_what_is_no_street_goes_where_streets_stand(text: str) -> None:
    assert class_of_text(text, place=True) is not None


@pytest.mark.parametrize(
    "text", ["CHURCH WALK 3", "CHURCH PATH", "TEMPLE GARDENS", "3 PRIEST ST", "PRIEST ST 12", "CHURCH ST.", "3 RACE ST:TOWN", "CHURCH ST, TOWN"],
)  # fmt: skip
def test_a_street_stays_where_streets_stand(text: str) -> None:
    assert class_of_text(text, place=True) is None


@pytest.mark.parametrize(
    "given, left",
    [("DR-REV JOHN", "DR JOHN"), ("REV-DR JOHN", "DR JOHN"), ("JOHN-REV", "JOHN"), ("REV-ANN", "REV-ANN"), ("REVEREND-ANN", "ANN")],
)  # fmt: skip
def test_a_title_goes_with_its_hyphen_and_a_name_stays_whole(given: str, left: str) -> None:
    assert without_titles(given) == left
    struck = struck_of_names(f"TIF+DOE+{given}:A:1").replace("[REMOVED-SENSITIVE:religion]", "")
    assert struck == f"TIF+DOE+{left}:A:1"
