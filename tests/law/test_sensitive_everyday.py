"""What agents write every day, by class and language, as they write it; and ordinary texts of which nothing is lost."""

from __future__ import annotations

import pytest

from gotravel.law.sensitive import class_of_text

SAID = {
    "health": """leg in plaster;LEG IN CAST;arm in a cast;leg cast;cannot climb stairs;service dog;walks with stick;hearing loss;
        visual impairment;sign language;special assistance;chicken pox;measles;in quarantine;doctors note;med cert;sleep apnea;migraine;
        arthritis;psychosis;asperger;anaphylactic;epi-pen;expectant mother;down's syndrome;terminally ill;PMR;genetic disorder;DNA test;
        jambe pl\u00e2tr\u00e9e;bras cass\u00e9;sous chimio;difficult\u00e9 \u00e0 marcher;h\u00e9mipl\u00e9gique;accouchement;
        fausse couche;convalescent;souffrante;muette;AVC r\u00e9cent;syndrome de Down;insuffisance r\u00e9nale;maladie g\u00e9n\u00e9tique;
        con sordera;mudo;encinta;brazo roto;yeso;medicaci\u00f3n;tetrapl\u00e9jico;lesionada;fractura;enfermera;lisiado;esquizofrenia;ictus;
        gehandikapt;wandelstok;minder mobiel;mindervalide;slecht ter been;hulphond;beroerte;botbreuk;bevalling;miskraam;verpleegster;
        kreupel;looprek;bedlegerig;medicatie;erfelijke ziekte;blinder Fluggast;Gipsbein;Gehstock;Assistenzhund;Medikamente;Beinbruch;
        kann nicht laufen;Fehlgeburt;Abtreibung;Beatmung;Z\u00f6liakie;Erbkrankheit;kursi mutaharik;kafeef;oksijin;mashlul;
        ambulift;silla de rueda;chaise roul.;rapatriement sanitaire;traslado sanitario;op\u00e9r\u00e9 du coeur;geopereerd aan heup;
        keine Treppen;low sodium meal;post-op;WHCR;FREMEC;MEDIFORM""",
    "religion": """baptised;group of nuns;fasting pax;turban;kippah;headscarf;diwali;hanukkah;yom kippur;missionnaires;aum\u00f4nier militaire;paroisse;
        isra\u00e9lite;misionera;monja;bautizo;cuaresma;grupo parroquial;is jood;kerken;parochiereis;hoofddoek;gereformeerd;J\u00fcdin;Taufe;
        Kopftuch;Seelsorger;Ordensfrau;theology;hujjaj;muslimeen;qibti;veg meal;no meat;
        pas de porc;sin carne;madrasa;Konfirmandengruppe;mutamirin;femme voil\u00e9e;Lourdes group""",
    "politics": """labour party;exiled;extremist;neo-nazi;extr\u00eame droite;gilets jaunes;exiliado;opositor;anarquista;
        extreemrechts;actievoerder;rechtsextrem;Faschist;Gefl\u00fcchtete;muarid""",
    "union": "union strikers;unionist;syndiqu\u00e9;comit\u00e9 d'entreprise;UGT;ABVV;vakvereniging;IG Metall;ittihad ummal",
    "origin": """black male;white woman;african descent;arab looking;maghr\u00e9bin;peau noire;origine africaine;piel negra;bereber;
        zwarte man;koerd;allochtoon;s\u00fcdl\u00e4ndisch;dunkle Haut;Mischling;origine amazigh;pasajero negro;
        schwarzer Passagier;passager noir;african looking""",
    "sexual-life": """LGTB;LGTBI;LGTBIQ;LHBTI;LSBTIQ;two husbands;civil partner;crossdresser;trans people;marche des fiert\u00e9s;prostitu\u00e9e;
        non binaire;no binario;vida sexual;holebi;homofiel;homokoppel;seksuele geaardheid;Lesbe;Transfrau;sexuelle Orientierung;Homoehe""",
}  # fmt: skip
ALL = [(text.strip(), name) for name, texts in SAID.items() for text in texts.split(";")]
INNOCENT = [
    "FLIGHT OPERATED BY ZZ", "VUELO OPERADO POR ZZ", "MOTHER TO BE CONTACTED AT ARRIVAL", "VENTILATED CRATE", "TARJETA INVALIDA",
    "VOL OPERE DU 12 AU 15", "GREFFE DU TRIBUNAL", "PARTY LEADER MR DOE", "BLINDER", "SEX CHANGED FROM M TO F", "UM09 NEEDS ASSISTANCE", "A.KIRCHER",
]  # fmt: skip


@pytest.mark.parametrize("text, name", ALL, ids=lambda value: str(value).replace(" ", "-"))
def test_what_is_said_every_day_reveals(text: str, name: str) -> None:
    for said in (f"PAX 1 {text}, PLS", f"/{text.upper()}/", f"{text.lower()}."):
        assert class_of_text(said) == name


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_sounds_like_it_stays(text: str) -> None:
    assert class_of_text(text) is None
