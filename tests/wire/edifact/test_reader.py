"""Every separator, wrapping and broken envelope that carriers send reads like the clean message."""

from __future__ import annotations

import pytest

from gotravel.wire.edifact.reader import Envelope, Segment, read

CLEAN = (
    "UNA:+.? 'UNB+UNOA:4+ZZAIR:ZZ+XXPIU:ZZ+250612:0915+R1++APIS'UNG+PAXLST+ZZAIR+XXPIU+250612:0915+1+UN+D:05B'"
    "UNH+1+PAXLST:D:05B:UN:IATA+ZZ101/250612+01:F'BGM+745'TDT+20+ZZ101'LOC+125+JFK'DTM+189:2506111800:201'"
    "NAD+FL+++O?'NEIL:SEAN ?+ ??'ATT+2++M'DTM+329:800101'DOC+P:110:111+X1'CNT+42:1'UNT+11+1'UNE+1+1'UNZ+1+R1'"
)
TAGS = ["UNH", "BGM", "TDT", "LOC", "DTM", "NAD", "ATT", "DTM", "DOC", "CNT", "UNT"]


def with_separators(element: str, component: str, terminator: str, release: str = "?") -> str:
    """The clean message with other service characters, UNA included; data keep their characters."""
    swap = {"+": element, ":": component, "'": terminator}
    text = CLEAN[9:]
    out, position = f"UNA{component}{element}.{release} {terminator}", 0
    while position < len(text):
        character = text[position]
        if character == "?":
            position += 1
            data = text[position]
            out += release + data if data in (element, component, terminator, release) else data
        else:
            out += swap.get(character, character)
        position += 1
    return out


def folded(text: str, width: int, end: str) -> str:
    return end.join(text[start : start + width] for start in range(0, len(text), width))


HEAD = "QU XXXPI2X\r\n.HDQRMZZ 120915\r\n"

SAME = [
    pytest.param(CLEAN, id="as it is"),
    pytest.param(CLEAN[9:], id="no service string advice"),
    pytest.param(CLEAN.replace("'U", "'\r\nU").replace("'N", "'\nN"), id="line breaks between segments"),
    pytest.param(CLEAN.replace("'", "'\n\n  ").replace("?'\n\n  ", "?'"), id="blank lines and indents"),
    pytest.param(with_separators("*", ":", "#"), id="star and hash"),
    pytest.param(with_separators("-", ":", "'"), id="hyphen"),
    pytest.param(with_separators("(", ":", ")"), id="brackets"),
    pytest.param(with_separators("+", ":", '"')[9:], id="a double quote as terminator, no advice"),
    pytest.param(with_separators("+", ":", "$")[9:], id="a dollar as terminator, no advice"),
    pytest.param(with_separators("+", ":", "'", "\\"), id="a backslash as release character"),
    pytest.param("UNA:+.?  '" + CLEAN[9:], id="advice of seven characters"),
    pytest.param('UNA:+.? "' + CLEAN[9:].replace("+X1'", "+X\"1'"), id="another terminator declared than used"),
    pytest.param("UNA:+.\\*'" + CLEAN[9:], id="a backslash declared, a question mark used"),
    pytest.param("UNA:+\\*'" + CLEAN[9:], id="advice of five characters"),
    pytest.param("UNA:+.?*'" + CLEAN[9:], id="a repetition separator declared"),
    pytest.param(HEAD + CLEAN, id="a Type B header"),
    pytest.param(HEAD + folded(CLEAN, 64, "\r\n"), id="folded Type B text"),
    pytest.param("\x01" + HEAD + "\x02" + folded(CLEAN, 69, "\r\n") + "\r\n\x03", id="Type B with control characters"),
    pytest.param(
        "Dear colleagues,\n\n" + CLEAN + "\n\n--\nEmail secured by nobody. Don't reply.\n", id="mail around it"
    ),
    pytest.param("".join(f"> {line}\n" for line in CLEAN.replace("'U", "'\nU").split("\n")), id="quoted mail"),
    pytest.param(
        CLEAN.replace("?'", "?&apos;").replace("'", "&apos;").replace("?&apos;", "?&apos;"), id="escaped for XML"
    ),
    pytest.param("<pre>" + CLEAN.replace("'U", "'<br>\nU") + "</pre>", id="in HTML"),
    pytest.param("\ufeff" + CLEAN, id="a byte order mark"),
    pytest.param(CLEAN.replace("BGM", "bgm").replace("LOC", "Loc"), id="lower-case tags"),
    pytest.param(CLEAN.replace("'TDT+", "\u2019TDT+"), id="a typographic terminator"),
    pytest.param(CLEAN.replace("TDT+20+ZZ101'LOC+125", "TDT+20+ZZ101LOC+125"), id="a lost terminator"),
    pytest.param(CLEAN.replace("'UNE+1+1'UNZ+1+R1'", "'UNE+1+1'UNZ+1+R1"), id="an unterminated end"),
    pytest.param(CLEAN.replace("O?'NEIL", "O'NEIL"), id="an unreleased apostrophe"),
    pytest.param(CLEAN.replace("'UNE+1+1'UNZ+1+R1'", "'"), id="no trailers"),
    pytest.param(CLEAN.replace("UNT+11+1'UNE+1+1'", "UNE+1+1'UNT+11+1'"), id="trailers in the wrong order"),
]


@pytest.mark.parametrize("text", SAME)
def test_it_reads_like_the_clean_message(text: str) -> None:
    (message,) = read(text.encode())[0].messages
    assert [segment.tag for segment in message.segments] == TAGS
    name = message.segments[5]
    assert (name.get(4), name.get(4, 1)) == ("O'NEIL", "SEAN + ?")
    assert (message.type, message.version, message.series, message.part, message.last_part) == (
        "PAXLST", "D:05B", "ZZ101/250612", 1, True,
    )  # fmt: skip


@pytest.mark.parametrize("text", SAME)
def test_offsets_are_those_of_the_bytes_received(text: str) -> None:
    raw = text.encode()
    for segment in read(raw)[0].messages[0].segments:
        there = raw[segment.offset : segment.offset + 20].replace(b"\r", b"").replace(b"\n", b"")
        assert there[:3].upper() == segment.tag.encode()


@pytest.mark.parametrize("codec, width", [("utf-16-le", 2), ("utf-16-be", 2)])
def test_offsets_in_utf_16_are_those_of_the_bytes_received(codec: str, width: int) -> None:
    raw = ("\ufeff" + CLEAN.replace("SEAN", "SEÁNŁ𝔛")).encode(codec)
    for segment in read(raw)[0].messages[0].segments:
        assert raw[segment.offset :][: 3 * width].decode(codec) == segment.tag


def test_an_interactive_envelope_is_read_as_far_as_its_message() -> None:
    """ISO 9735-3: the type stands before the reference, the parties elsewhere; what is inside is read all the same."""
    body = CLEAN[CLEAN.index("BGM") : CLEAN.index("UNT")]
    raw = f"UIB+UNOA:4++1+++A+B+250611:1755'UIH+PAXLST:D:05B:UN:IATA+REF1'{body}UIT+11+REF1'UIZ+1'".encode()
    (envelope,) = read(raw)
    assert ([one.code for one in envelope.findings], envelope.sender) == (["interactive-envelope"], None)
    (message,) = envelope.messages
    assert (message.type, message.version, message.reference, message.findings) == ("PAXLST", "D:05B", "REF1", ())


def test_a_backslash_used_where_a_question_mark_is_declared() -> None:
    (envelope,) = read(CLEAN.replace("SEAN ?+ ??", "SEAN").replace("O?'N", "O\\'N").encode())
    assert envelope.messages[0].segments[5].get(4) == "O'NEIL"
    assert [one.code for one in envelope.findings] == ["release-undeclared"]


def test_a_backslash_at_the_end_of_a_value_is_no_release() -> None:
    (message,) = read(CLEAN.replace("O?'NEIL:SEAN ?+ ??", "ONEIL:SEAN\\").encode())[0].messages
    assert [segment.tag for segment in message.segments] == TAGS


@pytest.mark.parametrize("text", [param.values[0] for param in SAME[:2]])
def test_a_clean_message_has_no_finding(text: object) -> None:
    (envelope,) = read(str(text).encode())
    assert envelope.findings == envelope.messages[0].findings == ()


@pytest.mark.parametrize(
    "old, new, code",
    [
        pytest.param("UNT+11+1", "UNT+12+1", "message-count-wrong", id="a wrong segment count"),
        pytest.param("UNT+11+1", "UNT+000011+1", None, id="a count with leading zeros"),
        pytest.param("UNT+11+1", "UNT+11+2", "message-reference-mismatch", id="another message reference"),
        pytest.param("UNT+11+1", "UNT+11", "message-reference-mismatch", id="no message reference"),
        pytest.param("UNT+11+1'", "", "message-trailer-missing", id="no message trailer"),
        pytest.param("UNZ+1+R1", "UNZ+2+R1", "interchange-count-wrong", id="a wrong interchange count"),
        pytest.param("UNZ+1+R1", "UNZ+1+R2", "interchange-reference-mismatch", id="another interchange reference"),
        pytest.param("UNZ+1+R1'", "", "interchange-trailer-missing", id="no interchange trailer"),
        pytest.param("UNE+1+1", "UNE+2+1", "group-count-wrong", id="a wrong group count"),
        pytest.param("UNE+1+1", "UNE+1+2", "group-reference-mismatch", id="another group reference"),
        pytest.param("UNE+1+1'", "", "group-trailer-missing", id="no group trailer"),
        pytest.param(
            "UNG+PAXLST+ZZAIR+XXPIU+250612:0915+1+UN+D:05B'", "", "group-header-missing", id="no group header"
        ),
        pytest.param(
            "UNH+1+PAXLST:D:05B:UN:IATA+ZZ101/250612+01:F'", "", "message-header-missing", id="no message header"
        ),
        pytest.param("O?'NEIL", "OÉNEIL", "character-outside-repertoire", id="an accent under UNOA"),
        pytest.param("SEAN", "Sean", "lower-case-text", id="lower case under UNOA"),
        pytest.param("ATT+2++M'", "A'", "segment-text-unreadable", id="a segment of one letter"),
        pytest.param("UNB+", "UIB+", "interactive-envelope", id="an interactive header"),
        pytest.param("UNT+11+1'UNE+1+1'", "UNE+1+1'UNT+11+1'", "groups-out-of-order", id="trailers in the wrong order"),
        pytest.param("UNZ+1+R1'", "UNZ+1+R1", "segment-unterminated", id="an unterminated end"),
        pytest.param(
            "UNZ+1+R1'",
            "UNZ+1+R1\nKind regards",
            "segment-unterminated",
            id="an unterminated end and a footer",
        ),
        pytest.param(
            "DTM+329:800101'DOC+P:110:111+X1'CNT+42:1'UNT+11+1'UNE+1+1'UNZ+1+R1'",
            "DTM+329:80",
            "segment-unterminated",
            id="cut inside a date",
        ),
        pytest.param("UNT+11+1'", "UNT+11+1'UNT+11+1'", "trailer-alone", id="a trailer twice"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, code: str | None) -> None:
    assert old in CLEAN
    (envelope,) = read(CLEAN.replace(old, new).encode())
    codes = {one.code for one in (*envelope.findings, *(f for m in envelope.messages for f in m.findings))}
    assert (code in codes) if code else not codes


def envelope_of(header: str) -> Envelope:
    return read((header + "'UNH+1+PAXLST:D:02B:UN'BGM+745'UNT+3+1'UNZ+1+R1'").encode())[0]


@pytest.mark.parametrize(
    "header, sender, recipient, prepared, reference, application",
    [
        pytest.param("UNB+UNOA:4+A:ZZ+B:ZZ+250612:0915+R1++APIS", "A", "B", "2025-06-12T09:15", "R1", "APIS", id="usual"),
        pytest.param("UNB+IATA:1+A++250612:0915+R1", "A", None, "2025-06-12T09:15", "R1", None, id="no recipient"),
        pytest.param("UNB+IATA:1+:EK+B+250612:0915+R1+PNRGOV", "EK", "B", "2025-06-12T09:15", "R1", "PNRGOV", id="sender in the qualifier, application shifted"),
        pytest.param("UNB+UNOA:4+A+B+20250612:0915+R1", "A", "B", "2025-06-12T09:15", "R1", None, id="a date with century"),
        pytest.param("UNB+UNOA:4+A+B+259912:0915+R1", "A", "B", None, "R1", None, id="no such month"),
        pytest.param("UNB+UNOA:4+A+B+250612:9915+R1", "A", "B", "2025-06-12", "R1", None, id="no such hour"),
        pytest.param("UNB+SIRE:4+A+B+250612:0915+R1++IAPI+O", "A", "B", "2025-06-12T09:15", "R1", "IAPI", id="another syntax name"),
        pytest.param("UNB+UNOA:4+A*B+B+250612:0915+R1", "A*B", "B", "2025-06-12T09:15", "R1", None, id="a star in the sender"),
    ],
)  # fmt: skip
def test_the_envelope(
    header: str, sender: str, recipient: str, prepared: str, reference: str, application: str
) -> None:
    envelope = envelope_of(header)
    assert (envelope.sender, envelope.recipient, envelope.prepared) == (sender, recipient, prepared)
    assert (envelope.reference, envelope.application) == (reference, application)


def test_several_interchanges_and_messages_in_one_file() -> None:
    two = CLEAN.replace("UNT+11+1'", "UNT+11+1'UNH+2+PAXLST:D:05B:UN'BGM+250'UNT+3+2'").replace("UNE+1", "UNE+2")
    envelopes = read(f"{two}\n2025-06-12 received from ZZ\n{with_separators('*', ':', '#')}".encode())
    assert [len(envelope.messages) for envelope in envelopes] == [2, 1]
    assert [[one.code for one in envelope.findings] for envelope in envelopes] == [[], ["text-around-interchange"]]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_folded_line_that_lost_its_blank_gets_it_back(end: str) -> None:
    before = CLEAN[: CLEAN.index("ZZAIR")]
    sender = "A" * (63 - len(before)) + " B"
    lines = folded(CLEAN.replace("ZZAIR:ZZ", sender, 1), 64, "\n").split("\n")
    assert lines[0].endswith(" ")
    raw = end.join([lines[0].rstrip(), *lines[1:]]).encode()
    (envelope,) = read(raw)
    assert envelope.sender == sender
    assert [segment.tag for segment in envelope.messages[0].segments] == TAGS


@pytest.mark.parametrize(
    "syntax, codec, letter",
    [
        pytest.param("UNOC", "latin-1", "é", id="ISO 8859-1"),
        pytest.param("UNOD", "iso8859-2", "ł", id="ISO 8859-2"),
        pytest.param("UNOE", "iso8859-5", "Ж", id="Cyrillic"),
        pytest.param("UNOY", "utf-8", "ł", id="UTF-8"),
        pytest.param("UNOA", "utf-8", "ł", id="UTF-8 under UNOA"),
        pytest.param("UNOA", "latin-1", "é", id="ISO 8859-1 under UNOA"),
        pytest.param("UNOA", "utf-16", "Ж", id="UTF-16"),
    ],
)
def test_letters(syntax: str, codec: str, letter: str) -> None:
    raw = CLEAN.replace("UNOA", syntax).replace("SEAN", f"SE{letter}N").encode(codec)
    assert read(raw)[0].messages[0].segments[5].get(4, 1).startswith(f"SE{letter}N")


def test_get_never_fails() -> None:
    segment = Segment("LOC", (("1",), ("2", " 3 ")), 1, 0, "LOC+1+2: 3 ")
    assert (segment.get(2, 1), segment.get(9), segment.get(2, 9), segment.whole(2), segment.whole(9)) == (
        "3",
        "",
        "",
        "2: 3",
        "",
    )


def test_nothing_that_looks_like_a_message_gives_no_envelope() -> None:
    assert read(b"Dear all, nothing to declare.") == ()


@pytest.mark.parametrize("between", [b":", b"'NAD+FL+++"], ids=["in one segment", "in two segments"])
def test_utf8_and_latin_letters_in_one_message_stay_what_they_are(between: bytes) -> None:
    raw = (
        b"UNB+UNOA:4+A+B+250611:1755+1'UNH+1+PAXLST:D:02B:UN'NAD+FL+++M\xdcLLER"
        + between
        + "JOSÉ".encode()
        + b"'UNT+3+1'UNZ+1+1'"
    )
    (envelope,) = read(raw)
    told = " ".join(segment.text for segment in envelope.messages[0].segments)
    assert "MÜLLER" in told and "JOSÉ" in told
