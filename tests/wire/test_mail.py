"""E-mails of small carriers: whatever they hold is read once, from wherever it stands, and what is not read is told."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gotravel.domain.message import Message
from gotravel.wire import mail
from gotravel.wire.decode import decode
from tests.wire.messages import api_list
from tests.wire.pushes import booking, push, traveller

HERE = Path(__file__).parent
LIST = api_list()
PUSH = push([booking("AB12CD", [traveller(0)])])
SHEET = "Surname;Given names;Date of birth;Flight\nŽIŽKA;JANA;1980-01-01;ZZ501\n"
WORKBOOK = (HERE / "golden" / "sheets" / "general-aviation-report.xlsx").read_bytes()
HTML = "<html><body><p>{}</p></body></html>"
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def letter(text: str = "Dear all,\nplease find the list attached.\n", *, cte: str | None = None) -> EmailMessage:
    made = EmailMessage(policy=policy.SMTP)
    made["From"], made["To"], made["Subject"] = "ops@zz.example", "piu@xx.example", "ZZ501: list"
    made.set_content(text, cte=cte)
    return made


def with_file(raw: bytes, name: str, kind: str = "octet-stream", made: EmailMessage | None = None) -> EmailMessage:
    made = made or letter()
    made.add_attachment(raw, maintype="application", subtype=kind, filename=name)
    return made


def forwarded(inner: EmailMessage) -> EmailMessage:
    made = letter("see below")
    made.add_attachment(inner)
    return made


def in_two_forms() -> EmailMessage:
    made = letter(PUSH.decode(), cte="quoted-printable")
    made.add_alternative(HTML.format(PUSH.decode().replace("\n", "<br>\n")), subtype="html")
    return made


def without_plain_text() -> EmailMessage:
    made = letter("")
    made.add_alternative(HTML.format(PUSH.decode()), subtype="html", cte="base64")
    return made


def names(raw: bytes) -> list[str | None]:
    return [person.family for message in decode(raw) for person in message.passengers]


def codes(raw: bytes) -> set[str]:
    return {one.code for message in decode(raw) for one in message.findings}


FOUR = ["LINDQVIST", "OKONKWO", "DUPONT-NOIR", "HARALDSEN"]


@pytest.mark.parametrize(
    ("made", "families"),
    [
        pytest.param(lambda: letter(LIST.decode(), cte="base64"), FOUR, id="a text in base64"),
        pytest.param(lambda: letter(LIST.decode(), cte="quoted-printable"), FOUR, id="a quoted-printable text"),
        pytest.param(lambda: letter(LIST.decode(), cte="7bit"), FOUR, id="a text as it is"),
        pytest.param(in_two_forms, FOUR[:1], id="plain and HTML say the same"),
        pytest.param(without_plain_text, FOUR[:1], id="HTML alone, in base64"),
        pytest.param(lambda: with_file(LIST, "list.edi"), FOUR, id="an attachment"),
        pytest.param(lambda: with_file(LIST, "list.txt", "x-unknown"), FOUR, id="an attachment of an odd type"),
        pytest.param(lambda: with_file(SHEET.encode(), "list.csv"), ["ŽIŽKA"], id="a CSV file"),
        pytest.param(lambda: with_file(WORKBOOK, "gar.xlsx"), ["LINDGREN", "PERALTA", "PERALTA"], id="a workbook"),
        pytest.param(lambda: with_file(gzip.compress(LIST), "list.edi.gz"), FOUR, id="a compressed attachment"),
        pytest.param(lambda: with_file(PUSH, "b.edi", made=with_file(LIST, "a.edi")), [*FOUR, FOUR[0]], id="two attachments"),
        pytest.param(lambda: with_file(LIST, "a.edi", made=letter(LIST.decode())), FOUR, id="text and attachment are one list"),
        pytest.param(lambda: forwarded(with_file(LIST, "a.edi")), FOUR, id="a forwarded e-mail"),
        pytest.param(lambda: with_file(with_file(LIST, "a.edi").as_bytes(), "x.eml"), FOUR, id="an e-mail as a file"),
        pytest.param(lambda: forwarded(forwarded(in_two_forms())), FOUR[:1], id="forwarded twice"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"], ids=["CRLF", "LF"])
def test_whoever_an_email_names_is_read_once(
    made: Callable[[], EmailMessage], families: list[str], line_end: bytes
) -> None:
    raw = made().as_bytes().replace(b"\r\n", line_end)
    assert names(raw) == families
    assert not [one for message in decode(raw) for one in message.findings if one.severity.value == "error"]


@pytest.mark.parametrize("cte", ["base64", "quoted-printable", "8bit"])
def test_offsets_are_those_of_the_email(cte: str) -> None:
    raw = letter("é" + LIST.decode(), cte=cte).as_bytes()
    (message,) = decode(raw)
    for segment in message.segments:
        sent = raw[segment.offset : segment.offset + 12].replace(b"\r\n", b"")[:8]
        assert segment.text[:3].encode() in (base64.b64decode(sent) if cte == "base64" else sent)


def test_what_no_reader_knows_is_told() -> None:
    raw = with_file(b"%PDF-1.7 a scanned list", "list.pdf", "pdf", with_file(LIST, "list.edi")).as_bytes()
    (message,) = decode(raw)
    assert [one.text for one in message.findings if one.code == "attachment-unread"] == [
        "An attachment (application/pdf) is of no format that this system reads; send EDIFACT, XML, CSV or XLSX."
    ]
    assert names(raw) == FOUR


def test_an_email_without_a_list_is_no_message() -> None:
    (message,) = decode(letter("Where is the hotel?", cte="base64").as_bytes())
    assert (message.kind.value, [one.code for one in message.findings]) == ("unknown", ["not-a-message"])


def test_damage_costs_what_it_hit_and_no_other_passenger() -> None:
    raw = with_file(LIST, "list.edi").as_bytes()
    start = raw.index(base64.b64encode(LIST)[:40]) + 800
    damaged = raw[:start] + b"*" + raw[start + 1 :]
    assert len(names(damaged)) == 4
    assert "mail-part-damaged" in codes(damaged)


def test_an_email_cut_off_keeps_whoever_was_sent_whole() -> None:
    raw = with_file(LIST, "list.edi").as_bytes()
    cut = raw[: raw.rindex(b"\r\n--") - 700]
    assert names(cut)[:2] == FOUR[:2]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(letter(LIST.decode()).as_bytes().replace(b"7bit", b"base64"), id="declared base64, and is none"),
        pytest.param(letter(LIST.decode()).as_bytes().replace(b"7bit", b"x-token"), id="an unknown encoding"),
        pytest.param(with_file(LIST, "a.edi").as_bytes().replace(b'boundary="', b'boundary="no'), id="another boundary than the one used"),
        pytest.param(b"From ops Wed Jun 11 2025\r\n" + letter(LIST.decode()).as_bytes(), id="out of a mailbox"),
        pytest.param(b"\r\n\r\n" + letter(LIST.decode(), cte="base64").as_bytes(), id="blank lines before it"),
        pytest.param(letter(LIST.decode(), cte="base64").as_bytes() + b"\r\n--\r\nEmail secured by a gateway, at its best\r\n", id="a footer behind base64"),
        pytest.param(letter(LIST.decode(), cte="quoted-printable").as_bytes().replace(b"utf-8", b"x-klingon"), id="a character set nobody knows"),
    ],
)  # fmt: skip
def test_emails_as_programs_spoil_them(raw: bytes) -> None:
    assert names(raw) == FOUR


def test_a_named_character_set_is_honoured() -> None:
    sheet = MIMED.format("csv", "iso-8859-2", "list.csv", base64.b64encode(SHEET.encode("iso-8859-2")).decode())
    assert names(sheet.encode()) == ["ŽIŽKA"]


MIMED = (
    "From: ops@zz.example\nMIME-Version: 1.0\nContent-Type: text/{}; charset={}\n"
    'Content-Disposition: attachment; filename="{}"\nContent-Transfer-Encoding: base64\n\n{}\n'
)


def test_names_of_files_in_encoded_words() -> None:
    word = "=?utf-8?B?" + base64.b64encode("Liste équipage.csv".encode()).decode() + "?="
    (part,) = mail.parts(MIMED.format("plain", "utf-8", word, "QUJD").encode())[0]
    assert (part.name, part.unpacked.content) == ("Liste équipage.csv", b"ABC")


def test_more_parts_than_are_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gotravel.wire.mail.MOST_PARTS", 2)
    raw = with_file(PUSH, "b.edi", made=with_file(LIST, "a.edi")).as_bytes()
    assert (names(raw), "mail-too-many-parts" in codes(raw)) == (FOUR, True)


@QUICK
@given(st.data())
def test_damaged_emails_are_answered(data: st.DataObject) -> None:
    raw = bytearray(with_file(LIST, "a.edi", made=in_two_forms()).as_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    messages: tuple[Message, ...] = decode(bytes(raw))
    assert messages
    assert "decoder-failed" not in {one.code for message in messages for one in message.findings}
