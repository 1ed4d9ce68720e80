"""Machine-readable zones: texts of them, and columns of them in sheets. Invented people, and the specimen of Doc 9303."""

from __future__ import annotations

import pytest

from gotravel.domain.message import Kind, Message, Person, Sex
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.names.mrz import Format, Zone, write
from gotravel.wire.decode import decode

PROFILE = load("eu-pnr")


def zone(family: str, given: str, number: str, form: Format = Format.TD3, **more: str) -> str:
    code = {Format.TD1: "I", Format.TD2: "I", Format.TD3: "P"}.get(form, "V")
    held = {"issuer": "SWE", "nationality": "SWE", "birth": "800229", "expiry": "310704"} | more
    return "\n".join(write(Zone(form, code, family=family, given=given, number=number, sex=Sex.FEMALE, **held)))  # type: ignore[arg-type]


def only(text: str, name: str = "-") -> Message:
    (message,) = decode(text.encode(), name=name)
    assert message.kind is Kind.MANIFEST
    return message


def codes(message: Message) -> set[str]:
    return {one.code for one in message.findings}


def named(message: Message) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.family, one.given, one.documents[0].number) for one in message.passengers]


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize(
    "sent",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n") + "\r\n\r\n",
        lambda text: text.replace("\n", ""),
        lambda text: "\ufeff" + text,
        lambda text: "\n".join(" ".join(line) for line in text.split("\n")),
        lambda text: "\n".join(line.rstrip("<") for line in text.split("\n")),
    ],
    ids=["lines", "other-line-ends", "all-in-one", "byte-order-mark", "spaced", "trimmed"],
)
def test_a_document_is_a_person(form: Format, sent: object) -> None:
    message = only(sent(zone("LINDQVIST", "ANNA MAJ", "XA1234567", form)))  # type: ignore[operator]
    (person,) = message.passengers
    (document,) = person.documents
    assert (person.family, person.given, person.sex, person.born) == ("LINDQVIST", "ANNA MAJ", Sex.FEMALE, "1980-02-29")
    assert (document.number, document.issuer, document.expires, person.nationality) == (
        "XA1234567",
        "SWE",
        "2031-07-04",
        "SWE",
    )
    assert "sheet-leg-missing" in codes(message)


def test_every_document_of_a_text_is_one_and_a_line_between_them_costs_nobody() -> None:
    texts = [zone("ROE", "JANE", "XA0000001"), zone("DOE", "JIM", "XA0000002", Format.TD1), "DESK 4 MORNING SHIFT"]
    texts += [zone("POE", "KIT", "XA0000003", Format.MRV_B), zone("LOE", "ADA", "XA0000004", Format.TD2)]
    message = only("\n".join(texts))
    assert named(message) == [
        ("ROE", "JANE", "XA0000001"),
        ("DOE", "JIM", "XA0000002"),
        ("POE", "KIT", "XA0000003"),
        ("LOE", "ADA", "XA0000004"),
    ]
    assert [one.segment for one in message.findings if one.code == "mrz-unreadable"] == [6]
    assert [one.sources[0].segment for one in message.passengers] == [1, 3, 7, 9]


def test_a_line_cut_in_the_middle_is_told_and_the_next_document_stands() -> None:
    damaged, sound = zone("ROE", "JANE", "XA0000001").split("\n"), zone("DOE", "JIM", "XA0000002")
    message = only("\n".join((zone("POE", "KIT", "XA0000003"), damaged[0], damaged[1][:9], sound)))
    assert named(message) == [("POE", "KIT", "XA0000003"), ("DOE", "JIM", "XA0000002")]
    assert "mrz-unreadable" in codes(message)


def test_what_a_date_cannot_be_is_told() -> None:
    message = only(zone("ROE", "JANE", "XA0000001", birth="801340", expiry="310231"))
    (person,) = message.passengers
    assert (person.born, person.documents[0].expires) == (None, None)
    assert "date-unreadable" in codes(message)


def test_what_is_unknown_of_a_birth_is_no_guess() -> None:
    (person,) = only(zone("ROE", "JANE", "XA0000001", birth="80<<<<")).passengers
    assert person.born is None


@pytest.mark.parametrize(
    "text", ["TWO LINES THAT ARE PROSE AND OF A ZONES LENGTH\n" * 2, "A<<B\nC<<D", "<<\n<<", "P<" * 22]
)
def test_other_texts_are_no_zones(text: str) -> None:
    assert [one.kind for one in decode(text.encode())] == [Kind.UNKNOWN]


def sheet(*rows: str, head: str = "Surname;Given names;Document number;MRZ") -> Message:
    return only("\n".join((head, *rows)), "list.csv")


def test_a_zone_in_a_column_fills_what_the_list_leaves_open() -> None:
    one = zone("ROE", "JANE ANN", "XA0000001")
    message = sheet(f'ROE;;;"{one}"', f"DOE;JIM;XB9;{zone('DOE', 'JIM', 'XB9').replace(chr(10), '')}", "POE;KIT;XC1;")
    assert named(message) == [("ROE", "JANE ANN", "XA0000001"), ("DOE", "JIM", "XB9"), ("POE", "KIT", "XC1")]
    assert [one.born for one in message.passengers] == ["1980-02-29", "1980-02-29", None]
    assert not codes(message) & {"mrz-unreadable", "mrz-of-another-document"}


def test_a_list_of_nothing_but_zones_and_seats_is_a_list() -> None:
    top, bottom = zone("ROE", "JANE", "XA0000001").split("\n")
    message = sheet(f"12A;{top};{bottom}", head="Seat;MRZ line 1;MRZ line 2")
    assert named(message) == [("ROE", "JANE", "XA0000001")]
    assert [one.number for one in message.passengers[0].seats] == ["12A"]


def test_another_number_and_a_zone_that_is_none_are_told_and_cost_nobody() -> None:
    message = sheet(
        f"ROE;JANE;XA0000009;{zone('ROE', 'JANE', 'XA0000001').replace(chr(10), '')}", "DOE;JIM;XB9;SMUDGED"
    )
    assert named(message) == [("ROE", "JANE", "XA0000009"), ("DOE", "JIM", "XB9")]
    assert [(one.code, one.segment) for one in message.findings if one.code.startswith("mrz")] == [
        ("mrz-of-another-document", 2),
        ("mrz-unreadable", 3),
    ]


@pytest.mark.parametrize("column", ["Passport", "Identity card", "Document number"])
def test_a_number_that_the_list_has_too_is_one_document(column: str) -> None:
    one = zone("ROE", "JANE", "XA0000001").replace("\n", "")
    (person,) = sheet(f"ROE;JANE;xa 0000001;{one}", head=f"Surname;Given names;{column};MRZ").passengers
    (document,) = person.documents
    assert ((document.number or "").upper().replace(" ", ""), document.issuer, document.expires) == (
        "XA0000001",
        "SWE",
        "2031-07-04",
    )


def test_a_zone_of_another_document_gives_nothing_to_somebody_named() -> None:
    other = zone("DOE", "JIM", "XA0000001").replace("\n", "")
    (person,) = sheet(f"ROE;JANE;XA0000009;{other}").passengers
    assert (person.family, person.given, person.born, person.nationality) == ("ROE", "JANE", None, None)
    assert [(one.number, one.issuer, one.expires) for one in person.documents] == [("XA0000009", None, None)]
    (nameless,) = sheet(f";;XA0000009;{other}").passengers
    assert (nameless.family, nameless.given, [one.number for one in nameless.documents]) == (
        "DOE",
        "JIM",
        ["XA0000009"],
    )


def test_a_visa_stands_beside_the_passport_of_the_list() -> None:
    visa = zone("ROE", "JANE", "VA0000001", Format.MRV_A).replace("\n", "")
    message = sheet(f"ROE;JANE;XA0000009;{visa}")
    (person,) = message.passengers
    assert [(one.type, one.number) for one in person.documents] == [("", "XA0000009"), ("V", "VA0000001")]
    assert "mrz-of-another-document" not in codes(message)


def test_a_finding_names_the_column_of_the_zone() -> None:
    message = sheet(f"ROE;JANE;;{zone('ROE', 'JANE', 'XA0000001', birth='801340').replace(chr(10), '')}")
    assert ["column D" in one.text for one in message.findings if one.code == "date-unreadable"] == [True]


def test_a_text_of_too_many_zones_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gotravel.wire.zones.MOST_ROWS", 1)
    message = only("\n".join((zone("ROE", "JANE", "XA0000001"), zone("DOE", "JIM", "XA0000002"))))
    assert len(message.passengers) == 1
    assert [one.segment for one in message.findings if one.code == "sheet-text-cut"] == [3]


@pytest.mark.parametrize("family", ["IMAM", "CHRISTENSEN", "BISHOP", "ISLAM", "PRIEST"])
def test_the_law_keeps_names_of_zones_and_nothing_else_of_them(family: str) -> None:
    text = zone(family, "JANE", "XA0000001", optional="HALAL4711")
    for message in (only(text), sheet(f";;;{text.replace(chr(10), '')}")):
        assert "4711" not in str(message) and "<<" not in message.segments.text
        ((kept,), _) = keep_lawful((message,), PROFILE)
        person: Person = kept.passengers[0]
        assert (person.family, person.given, person.documents[0].number) == (family, "JANE", "XA0000001")
        assert family in kept.segments.text


FIRST_ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n"


@pytest.mark.parametrize(
    "before", ["Scan 1\n", "<UTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\n", FIRST_ZONE.split("\n")[1] + "\n"]
)
def test_a_line_too_many_before_a_zone_costs_nobody(before: str) -> None:
    (message,) = decode((before + FIRST_ZONE + FIRST_ZONE.replace("ANNA", "EMMA")).encode())
    assert [(one.family, one.given) for one in message.passengers] == [
        ("ERIKSSON", "ANNA MARIA"),
        ("ERIKSSON", "EMMA MARIA"),
    ]
    assert "mrz-unreadable" in {one.code for one in message.findings}


PARTIAL = [
    ({"birth": "8002<<"}, None, "2031-07-04", {"mrz-date-partial"}),
    ({"birth": "<<<<<<"}, None, "2031-07-04", {"mrz-date-partial"}),
    ({"expiry": "31<<<<"}, "1980-02-29", None, {"mrz-date-partial"}),
    ({}, "1980-02-29", "2031-07-04", set()),
]


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("more, born, expires, told", PARTIAL)
def test_what_a_zone_does_not_tell_whole_is_left_empty_and_told(
    form: Format, more: dict[str, str], born: str | None, expires: str | None, told: set[str]
) -> None:
    message = only(zone("LINDQVIST", "ANNA MAJ", "XA1234567", form, **more))
    (person,) = message.passengers
    assert (person.born, person.documents[0].expires) == (born, expires)
    assert codes(message) - {"sheet-leg-missing", "birth-century-ambiguous"} == told


def test_a_sex_that_cannot_be_is_left_empty_and_told() -> None:
    text = zone("LINDQVIST", "ANNA MAJ", "XA1234567").replace("F310704", "P310704")
    message = only(text)
    assert message.passengers[0].sex is None
    assert "mrz-sex-unreadable" in codes(message)
