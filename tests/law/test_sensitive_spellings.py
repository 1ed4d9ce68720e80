"""What people write where the rule book's words are meant: misspellings, abbreviations, other endings, everyday phrases."""

from __future__ import annotations

import pytest

from gotravel.law.sensitive import class_of_text

WRITTEN = {
    "health": """weelchair;wheelchiar;wheelch reqd;w/chair;whelchair;chaise roulante;fauteil roulant;rolstool;Rollstul;Rollator;grossesse 7 mois;
        brancard;infirme;non-voyant;mal entendant;hard of hearing;hearing aid;cannot walk far;kan niet lopen;kann nicht gehen;ne peut pas marcher;
        no puede caminar;gehbehindert;taubstumm;doofstom;sordomudo;invidente;Herzinfarkt;Schlaganfall;hartaanval;quimioterapia;chimiothérapie;
        trasplante;paralítico;marcapaso;astma;astmatisch;alergy to nuts;cacahuètes;arachides;pacientes;patienten;diabitic;dissabled;handycap;
        special needs pax;down syndrome;thrombose;high blood pressure;epelepsy;pregant;ceguera;zwangere vrouw;hospitalisé""",
    "religion": """hallal;koshar;kasher;kosjer;muslem;musulmans;yahoudi;copte;coptic;druze;lutheran;anglican;presbyterian;pentecostal;Wallfahrt;
        Gottesdienst;kerkdienst;evangelisch;vegitarian;vegeterian;no pork pls;sans porc;sin cerdo;geen varkensvlees;kein Schweinefleisch;iftar;
        croyant;glaubig;hare krishna;mennonite;Ordensschwester;shabat""",
    "politics": "Parteiversammlung;demonstrant;manifestants;betoger;nacionalista;disidente;campaña electoral;Wahlkampf;muzaharat;party conference",
    "union": "trades union;tradeunion;ver.di;Syndikat;vakverbond;union official;gréviste;huelguista;CFDT",
    "origin": "mestizo;afro-american;gens du voyage;dark skinned;mulato;neger",
    "sexual-life": "bisexuel;bisexuell;transexual;transvestite;non-binary;intersex;lesbiennes;gleichen Geschlechts;zelfde geslacht;sexual orientation",
}  # fmt: skip
ALL = [(text.strip(), name) for name, texts in WRITTEN.items() for text in texts.split(";")]


@pytest.mark.parametrize("place", [False, True])
@pytest.mark.parametrize("text, name", ALL, ids=lambda value: str(value).replace(" ", "-"))
def test_a_word_is_known_however_it_is_written(text: str, name: str, place: bool) -> None:
    assert class_of_text(f"PAX 1 {text}, PLS", place=place) == name
