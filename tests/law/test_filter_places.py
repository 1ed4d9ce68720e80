"""Where a carrier can write a word, a title or a card number and a filter may overlook it; and what must stay. Invented people."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gotravel.wire.decode import decode
from tests.law.test_filter import HEAD, MARKER, SSR, TIF, booked, kept, longer, sheet, xml
from tests.wire.messages import api_list
from tests.wire.pushes import FLIGHT, push

CHECK_IN = ("DAT+2:110625:1525", "TRI++1:::1")
CARD = "4111111111111111"
TITLE = re.compile(r"\b(?:REV|REVMR|CLG)\b", re.IGNORECASE)
WRITTEN = ("4111 1111 1111 1111", "4111-1111-1111-1111", "4111.1111.1111.1111", CARD)

WORDS: list[tuple[str, Callable[[str], bytes]]] = [
    ("a seat", lambda text: booked(SSR.format(code="SEAT", text=f"12A {text}"))),
    ("a flyer's service", lambda text: booked(SSR.format(code="FQTV", text=f"ZZ1234 {text}"))),
    ("an electronic ticket", lambda text: booked(SSR.format(code="TKNE", text=f"9991234567890C1 {text}"))),
    ("an identification", lambda text: booked(SSR.format(code="FOID", text=f"PP123456 {text}"))),
    ("a child without a birth", lambda text: booked(SSR.format(code="CHLD", text=text))),
    ("an infant without a birth", lambda text: booked(SSR.format(code="INFT", text=f"DOE/ANN MARY {text}"))),
    ("between two dates of an infant", lambda text: booked(SSR.format(code="INFT", text=f"DOE/ANN 12JUL24 {text} 01JAN25"))),
    ("a flyer's status", lambda text: booked(f"FTI+ZZ:770001::{text}")),
    ("a ticket", lambda text: booked(f"TKT+9991234567890:T:1:{text}")),
    ("a reference", lambda text: booked(f"REF+:{text}")),
    ("a locator", lambda text: booked(after=(f"RCI+ZZ:AB12CD:{text}",))),
    ("a plane", lambda text: booked(after=(f"APD+{text}",))),
    ("a tax", lambda text: booked(f"TXD++{text}")),
    ("a price", lambda text: booked(f"PTK+NR::{text}")),
    ("an operating carrier", lambda text: booked(after=(f"TRA+{text}",))),
    ("a status", lambda text: booked(after=(f"RPI+1+{text}",))),
    ("a seat at check-in", lambda text: booked(after=(*CHECK_IN, f"SSD+12A+++:{text}"))),
    ("a check-in", lambda text: booked(after=("DAT+2:110625:1525", f"TRI++1:{text}::1"))),
    ("a split", lambda text: booked(after=(f"EQN+1:{text}",))),
    ("a history's agent", lambda text: booked(after=(f"ABI+4+05FD28:GS+{text}",))),
    ("a payment's kind", lambda text: booked("TKT+9991234567890:T", f"FOP+{text}::10.00")),
    ("a payment's account", lambda text: booked("TKT+9991234567890:T", f"FOP+CC::10.00:VI:{text}")),
    ("a birth place", lambda text: booked(SSR.format(code="DOCO", text=f"{text}/V/X1/ACCRA/01JAN24/GHA"))),
    ("a bag's tag", lambda text: booked(after=(*CHECK_IN, f"TBD++1:20:700+++ZZ:{text} 123456"))),
    ("a document's cabin", lambda text: xml(f'<Flight CabinClass="{text}"/>')),
    ("an API list's attribute", lambda text: api_list([["NAD+FL+++DOE:JANE", f"ATT+2++{text}"]])),
    ("an API list's processing", lambda text: api_list([["NAD+FL+++DOE:JANE", f"GEI+4+{text}"]])),
    ("an API list's reference", lambda text: api_list([["NAD+FL+++DOE:JANE", f"RFF+AVF:{text}"]])),
    ("an API list's employment", lambda text: api_list([["NAD+FL+++DOE:JANE", f"EMP+1+CR1:110:{text}"]])),
    ("an API list's place", lambda text: api_list([["NAD+FL+++DOE:JANE", f"LOC+180+:::{text}"]])),
    ("an API list's document", lambda text: api_list([["NAD+FL+++DOE:JANE", f"DOC+P:110:111+X1:{text}"]])),
    ("an API list's address", lambda text: api_list([[f"NAD+FL+++DOE:JANE+{text} 1+TOWN"]])),
    ("an API list's bag", lambda text: api_list([["NAD+FL+++DOE:JANE", f"FTX+BAG+++{text} 123456"]])),
    ("a sheet's seat", lambda text: sheet("Seat", text)),
    ("a sheet's rank", lambda text: sheet("Rank", text)),
    ("a sheet's cabin", lambda text: sheet("Cabin", text)),
    ("a sheet's bag tags", lambda text: sheet("Bag tags", text)),
    ("a sheet's ticket", lambda text: sheet("Ticket", text)),
    ("a sheet's birth place", lambda text: sheet("Place of birth", text)),
    ("a sheet's note", lambda text: f"*{text}\n".encode() + sheet("Seat", "12A")),
    ("a sheet's numbered note", lambda text: f"#{text}\n".encode() + sheet("Seat", "12A")),
]  # fmt: skip


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("make", [pytest.param(make, id=place) for place, make in WORDS])
def test_a_word_is_read_wherever_it_can_be_written(
    make: Callable[[str], bytes], size: Callable[[bytes], bytes]
) -> None:
    raw = size(make(f"WHEELCHAIR {MARKER}"))
    messages, _, told = kept(raw)
    assert MARKER not in told and "WHEELCHAIR" not in told
    assert len(messages[0].passengers) == len(decode(raw, name="x.csv")[0].passengers)


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize(
    "text",
    ["SSRKSMLZZHK1", "SSRWCHRZZHK1", "SSRLANGZZHK1", "SSRQQMLZZHK1", "PAXWCHR", "MOMLMEAL", "WCHRX2", "KR\u00dcCKE",
     "\u062d\u0644\u0627\u0644", "\u0438\u043d\u0432\u0430\u043b\u0438\u0434", "\u05db\u05e9\u05e8", "\u6e05\u771f", "\u8f6e\u6905",
     "\u041a\u041e\u0428\u0415\u0420"],
)  # fmt: skip
def test_codes_glued_to_other_letters_and_words_of_other_alphabets_are_seen(
    text: str, size: Callable[[bytes], bytes]
) -> None:
    assert MARKER not in kept(size(booked(SSR.format(code="UMNR", text=f"UM09 {text} {MARKER}"))))[2]


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize(
    "service", ["SSR+UMNR:HK:1:ZZ:::::UM09 NEEDS WHE:ELCHAIR+::1", "SSR+UMNR:HK:1:ZZ:::::UM09 HA:LAL MEAL+::1"]
)
def test_what_two_components_make_together_leaves_no_line_either(service: str, size: Callable[[bytes], bytes]) -> None:
    told = kept(size(booked(service)))[2]
    assert "ELCHAIR" not in told and "LAL MEAL" not in told


CARDS: list[tuple[str, Callable[[str], tuple[tuple[str, ...], tuple[str, ...]]]]] = [
    ("an identification", lambda card: ((SSR.format(code="FOID", text=f"CC{card}"),), ())),
    ("an account", lambda card: (("TKT+9991234567890:T", f"FOP+CC::10.00:VI:{card}:1127"), ())),
    ("an account with its vendor", lambda card: (("TKT+9991234567890:T", f"FOP+CC::10.00:VI:VI{card}"), ())),
    ("a history of a payment", lambda card: ((), (f"LTS+FOP VISA{card}",))),
    ("a history with blanks", lambda card: ((), (f"LTS+VI {card}",))),
    ("a number and its expiry", lambda card: ((), (f"LTS+VI{card}1127",))),
    ("a telephone", lambda card: ((f"IFT+4:5+PAID VI{card}",), ())),
    ("a contact", lambda card: ((f"IFT+4:28::ZZ+CTCT {card}",), ())),
    ("a contact by service", lambda card: ((SSR.format(code="CTCM", text=card),), ())),
    ("a form of payment's text", lambda card: ((f"IFT+4:16+VI{card}",), ())),
    ("a minor", lambda card: ((SSR.format(code="UMNR", text=f"UM09 PAID {card}"),), ())),
    ("an address", lambda card: ((f"ADD++700:STREET {card}:TOWN",), ())),
    ("a check-in", lambda card: ((), (f"DAT+3:{card}",))),
    ("a flyer", lambda card: ((f"FTI+ZZ:{card}",), ())),
]  # fmt: skip


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("card", WRITTEN)
@pytest.mark.parametrize("make", [pytest.param(make, id=place) for place, make in CARDS])
def test_a_card_number_is_masked_wherever_and_however_it_is_written(
    make: Callable[[str], tuple[tuple[str, ...], tuple[str, ...]]], card: str, size: Callable[[bytes], bytes]
) -> None:
    segments, after = make(card)
    told = kept(size(booked(*segments, after=after)))[2]
    digits = "".join(one for one in told if one.isdigit() or one == "X")
    assert CARD not in digits and "1111 1111" not in told and "1111-1111" not in told and "1111.1111" not in told


@pytest.mark.parametrize(
    "card",
    [
        "2223003122003222",
        "371449635398431",
        "30569309025904",
        "6011000990139424",
        "3530111333300000",
        "5555555555554444",
    ],
)
def test_every_issuer_is_known(card: str) -> None:
    assert card not in kept(booked(after=(f"LTS+PAID {card}",)))[2]


@pytest.mark.parametrize(
    "ticket", ["6181234567890", "4041234567890", "61812345678903", "22012345678901", "36999036999036"]
)
def test_a_ticket_is_no_card(ticket: str) -> None:
    assert ticket in kept(booked(f"TKT+{ticket}:T"))[2]


@pytest.mark.parametrize(
    "tif",
    ["TIF+DOE+JOHN REV MR:A:1", "TIF+DOE+JOHN rev:A:1", "TIF+DOE+JOHN REVMR:A:1", "TIF+DOE+REV.JOHN:A:1", "TIF+DOE+JOHN Rev DR:A:1",
     "TIF+DOE REV+JOHN:A:1", "TIF+DOE+MR REV JOHN:A:1", "TIF+DOE+JOHN:CLG:1", "TIF+DOE+JOHN(REV):A:1", "TIF+DOE+JOHN:REV:1"],
)  # fmt: skip
def test_a_title_goes_however_it_is_written(tif: str) -> None:
    messages, removals, told = kept(push([[*HEAD, tif, *FLIGHT]]))
    (one,) = messages[0].passengers
    assert (one.family, one.given) == ("DOE", "JOHN")
    assert TITLE.search(told) is None
    assert removals.by_sensitive_class["religion"] >= 1


@pytest.mark.parametrize(
    "title",
    ["REVD", "REVEREND", "MONSIGNOR", "MSGR", "PFARRER", "DOMINEE", "SOEUR", "PADRE", "HADJI", "AYATOLLAH", "IMAM"],
)
@pytest.mark.parametrize("tif", ["TIF+DOE+JOHN {}:A:1", "TIF+DOE+JOHN MR {}", "TIF+DOE/JOHN {}", "TIF+DOE+JOHN({})"])
def test_a_title_is_one_in_every_language(tif: str, title: str) -> None:
    messages, _, told = kept(push([[*HEAD, tif.format(title), *FLIGHT]]))
    assert title not in told and "JOHN" in str(messages[0].passengers[0])
    assert "[REMOVED-SENSITIVE:[" not in told


@pytest.mark.parametrize("title", ["REVD", "REVEREND", "MONSIGNOR", "MSGR"])
@pytest.mark.parametrize(
    "make",
    [
        lambda one: api_list([[f"NAD+FL+++DOE:JOHN {one}"]]),
        lambda one: f"Surname;Given names;Date of birth\nDOE;JOHN {one.title()};1980-01-01\n".encode(),
    ],
)
def test_a_sure_title_is_none_of_a_passports_names(make: Callable[[str], bytes], title: str) -> None:
    messages, _, told = kept(make(title))
    assert messages[0].passengers[0].given == "JOHN" and title not in told.upper()


@pytest.mark.parametrize(
    "family, given",
    [("AL IMAM", "ALI"), ("IMAM", "ALI REZA"), ("DOE", "PASTOR JOHN"), ("RABBI", "GOLAM"), ("SISTER", "ANN MARY"), ("FATHER", "TIM"),
     ("REVERE", "PAUL"), ("MIS", "ANNA"), ("UNN", "OLE"), ("DE LA HAJI", "SOFIA")],
)  # fmt: skip
def test_names_that_look_like_titles_stay(family: str, given: str) -> None:
    messages, _, told = kept(push([[*HEAD, f"TIF+{family}+{given}:A:1", *FLIGHT]]))
    assert [(one.family, one.given) for one in messages[0].passengers] == [(family, given)]
    assert f"TIF+{family}+{given}:A:1" in told


@pytest.mark.parametrize("port", ["HAJ", "GAY", "RAS", "PRM", "CGT", "HIV", "JEW", "NUN", "EID"])
def test_a_flight_to_a_port_that_spells_a_word_stays(port: str) -> None:
    flight = f"TVL+110625:1815:120625:0730+{port}+BRU+ZZ+501:Y"
    messages, removals, told = kept(push([[*HEAD, TIF, flight, "RPI+1+HK"]]))
    assert [one.leg.origin for one in messages[0].bookings[0].segments] == [port]
    assert flight in told and removals.by_sensitive_class == {}


@pytest.mark.parametrize("port", ["HAJ", "RAS", "PRM"])
def test_a_fare_calculation_over_such_a_port_stays(port: str) -> None:
    assert kept(booked(f"IFT+4:15+BRU ZZ {port} 120.00 NUC120.00END"))[1].by_sensitive_class == {}


@pytest.mark.parametrize(
    "segment, value",
    [
        ("ADD++700:12 CHURCH ROAD:CHRISTCHURCH", "12 CHURCH ROAD"),
        ("ADD++700:RUE DE L EGLISE 4:LIEGE", "RUE DE L EGLISE 4"),
        ("ADD++700:HOSPITAL STREET 1:ISLAMABAD", "ISLAMABAD"),
        ("IFT+4:5+CHRISTIAN 33123456", "CHRISTIAN"),
        ("IFT+4:28::ZZ+CTCP BRU 3225550100 CAMILLA", "3225550100"),
        (SSR.format(code="DOCO", text="RAS AL KHAIMAH/V/V99887/ISLAMABAD/01JAN24/PAK"), "V99887"),
        (SSR.format(code="DOCO", text="/V/V99887/MAKKAH/01JAN24/SAU"), "V99887"),
        (SSR.format(code="FQTV", text="ZZ7700011-1CHURCH/GAY"), "7700011"),
        (SSR.format(code="TKNE", text="9991234567890C1-1IMAM/ALI"), "9991234567890"),
        (SSR.format(code="INFT", text="BISHOP/JUDE 12JUL24"), "JUDE"),
        ("IFT+4:28::ZZ+CTCT ROMA 39061234", "39061234"),
    ],
)
def test_towns_streets_and_given_names_reveal_nothing(segment: str, value: str) -> None:
    _, removals, told = kept(booked(segment))
    assert value in told and removals.by_sensitive_class == {}


@pytest.mark.parametrize("word", ["MAAS", "LANG", "ROMA", "CHURCH GROUP"])
@pytest.mark.parametrize("size", [bytes, longer])
def test_a_history_line_that_tells_a_contact_is_no_address(word: str, size: Callable[[bytes], bytes]) -> None:
    assert MARKER not in kept(size(booked(after=(f"LTS+0/O/SSR {word} {MARKER}/CTCP 123",))))[2]


def test_a_remarks_own_digit_is_not_taken_for_its_code() -> None:
    assert MARKER not in kept(booked(f"IFT+3+4 PAX {MARKER}", f"IFT+4+5 {MARKER}"))[2]


def test_a_surname_um_is_no_unaccompanied_minor() -> None:
    lang = "SSR+LANG:HK:1:ZZ:::JFK:BRU:ARABIC+::1"
    assert "ARABIC" not in kept(push([[*HEAD, "TIF+UM+SOO JIN:A:1", *FLIGHT, lang]]))[2]


def test_letters_that_go_on_behind_a_tag_are_no_tag() -> None:
    assert MARKER not in kept(booked(f"TIFX {MARKER}"))[2].replace(f"DOE/{MARKER}", "")


@pytest.mark.parametrize(
    "family", ["IFTIKHAR", "MONTEIRO", "COMBS", "ADDO", "SACHS", "DATTA", "SSRIVASTAVA", "TIFFANY", "CHURCH", "BISHOP", "IMAM", "FOPPA"]
)  # fmt: skip
def test_a_row_whose_surname_begins_like_a_tag_stays(family: str) -> None:
    raw = f"Surname;Given names;Date of birth;Document number\n{family};GAY;1980-01-01;X1234567\n".encode()
    messages, removals, told = kept(raw)
    (one,) = messages[0].passengers
    assert (one.family, one.given, one.documents[0].number) == (family, "GAY", "X1234567")
    assert f"{family};GAY;" in told and removals.by_sensitive_class == {} and removals.by_element == {}


@pytest.mark.parametrize(
    "head, cells",
    [
        ("Title;Surname;Given names", "Rev;DOE;JANE"),
        ("Surname;Given names", "DOE;JANE REV"),
        ("Surname;Given names", "DOE;Rev JANE"),
    ],
)
def test_a_title_of_a_row_goes_and_the_name_stays(head: str, cells: str) -> None:
    raw = f"{head};Date of birth;Document number\n{cells};1980-01-01;X1234567\n".encode()
    messages, _, told = kept(raw)
    assert messages[0].passengers[0].family == "DOE" and "JANE" in told
    assert TITLE.search(told) is None


def test_a_ship_keeps_its_name() -> None:
    raw = b"Name of ship;MECCA PILGRIM\nVoyage number;12\nSurname;Given names;Date of birth\nDOE;JANE;1980-01-01\n"
    messages, _, _ = kept(raw)
    assert messages[0].legs[0].vessel == "MECCA PILGRIM"


@pytest.mark.parametrize("text", ["GA 30067 7705632891", "TKT NBR 231482894375439 19FEB20", "0044 30067 770563 2891"])
def test_numbers_that_only_together_look_like_a_card_stay(text: str) -> None:
    assert text in kept(booked(after=(f"LTS+{text}",)))[2]


@pytest.mark.parametrize(
    "code, text",
    [
        ("DOCS", "/I/CHN/{0}/CHN/01JAN80/F/01JAN30/DOE/JANE"),
        ("FOID", "NI{0}"),
        ("DOCO", "/ACCRA/V/{0}/ACCRA/01JAN24/GHA"),
    ],
)
@pytest.mark.parametrize("number", ["370102198063626388", "38835354610334", CARD])
def test_a_document_s_number_is_compared_as_it_is_though_it_looks_like_a_card_s(
    code: str, text: str, number: str
) -> None:
    (one,) = kept(booked(SSR.format(code=code, text=text.format(number))))[0][0].passengers
    assert [paper.number for paper in one.documents] == [number]


@pytest.mark.parametrize("text", ["41111111111", "4111 1111 1111 1", "4222222222222"])
def test_an_account_of_a_payment_is_covered_whatever_its_length(text: str) -> None:
    told = kept(booked("TKT+9991234567890:T", f"FOP+CC::10.00:VI:{text}:1127"))[0][0].bookings[0].payments
    assert text not in str(told) and text.replace(" ", "") not in str(told)
