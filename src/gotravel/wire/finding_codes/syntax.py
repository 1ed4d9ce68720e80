"""Findings of the syntax and the envelopes: code -> (severity, sentence, meaning)."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "apostrophe-not-released": (
        W,
        "A segment terminator stands inside a value of {tag}; send it with the release character before it.",
        "A name such as O'NEIL was sent without the release character; the parts were joined again.",
    ),
    "attachment-unread": (
        E,
        "An attachment ({kind}) is of no format that this system reads; send EDIFACT, XML, CSV or XLSX.",
        "An e-mail holds a file (a PDF, a document, a picture of a list) that cannot be decoded.",
    ),
    "character-outside-repertoire": (
        W,
        "The interchange announces {syntax} but holds characters outside it; it was read as {charset}.",
        "Letters that the announced character set does not have, for example accents under UNOA.",
    ),
    "characters-unreadable": (
        W,
        "Some bytes are not of the character set {syntax} announces and were read as {charset}.",
        "The character set announced does not fit the bytes sent.",
    ),
    "entities-unescaped": (
        I,
        "The message was escaped for XML or HTML (such as &apos;); it was unescaped.",
        "A web service or mail program escaped the service characters.",
    ),
    "groups-out-of-order": (
        W,
        "UNE stands before the UNT of its message.",
        "The trailers of group and message are in the wrong order.",
    ),
    "group-count-wrong": (
        W,
        "UNE counts {declared} messages, the group holds {found}.",
        "Control count 0060 differs from the messages received; perhaps a message is missing.",
    ),
    "group-reference-mismatch": (
        W,
        "The references of UNG and UNE differ.",
        "Element 0048 must be equal in the header and the trailer of a group.",
    ),
    "group-trailer-missing": (W, "UNG has no UNE.", "The functional group was opened and never closed."),
    "group-header-damaged": (
        W,
        "What stands between UNB and UNH is not a segment; it was taken for a damaged UNG.",
        "The header of the functional group was damaged in transmission; the messages were read all the same.",
    ),
    "group-header-missing": (W, "UNE has no UNG.", "The functional group was closed and never opened."),
    "interactive-envelope": (
        W,
        "The interactive envelope (UIB, UIH) is not supported; the message was read as a batch message.",
        "ISO 9735-3 service segments were met.",
    ),
    "interchange-count-wrong": (
        W,
        "UNZ counts {declared}, the interchange holds {found}.",
        "Control count 0036 differs from the groups or messages received; perhaps something is missing.",
    ),
    "interchange-header-missing": (
        W,
        "The message has no interchange header (UNB); sender and recipient are unknown.",
        "UNH came without UNB before it.",
    ),
    "interchange-reference-mismatch": (
        W,
        "The references of UNB and UNZ differ.",
        "Element 0020 must be equal in the header and the trailer of an interchange.",
    ),
    "interchange-trailer-missing": (
        W,
        "The interchange has no trailer (UNZ); it may have been cut off.",
        "UNB came without UNZ: the end of the transmission may be lost.",
    ),
    "lower-case-text": (
        I,
        "The interchange announces {syntax}, which has no lower case, but holds lower-case letters.",
        "Level A character sets are upper case.",
    ),
    "lower-case-tag": (I, "The segment tag {tag} was sent in lower case.", "Segment tags are upper case."),
    "mail-part-damaged": (
        E,
        "A part of the e-mail is damaged; it was read as far as possible.",
        "Base64 text holds characters that it cannot hold, or was cut off.",
    ),
    "mail-part-twice": (
        I,
        "A part of the e-mail repeats another one; it was read once.",
        "A list stands in the text and in an attachment, or was attached twice.",
    ),
    "mail-too-many-parts": (
        E,
        "The e-mail has more parts than are read; those behind them were left out.",
        "Two hundred parts are read; send fewer files in one e-mail.",
    ),
    "message-count-wrong": (
        W,
        "UNT counts {declared} segments, the message holds {found}.",
        "Control count 0074 differs from the segments received, UNH and UNT included.",
    ),
    "message-header-missing": (
        W,
        "Segments stand outside a message (no UNH before them); they were read as a message.",
        "UNH is missing or damaged.",
    ),
    "message-reference-mismatch": (
        W,
        "The references of UNH and UNT differ.",
        "Element 0062 must be equal in the header and the trailer of a message.",
    ),
    "message-trailer-missing": (
        W,
        "The message has no trailer (UNT); it may have been cut off.",
        "UNH came without UNT: the end of the message may be lost.",
    ),
    "message-type-unknown": (
        E,
        "The message type is not one that this system reads.",
        "UNH names a type other than PAXLST, PNRGOV, CUSRES, ACKRES, CONTRL and GOVREQ; it was kept as sent.",
    ),
    "message-type-damaged": (
        W,
        "The message type is misspelled; the message was read as {kind}.",
        "UNH or UNG names a type that differs from a known one by a letter.",
    ),
    "not-a-message": (
        E,
        "Nothing in this file is a message of a format that this system reads.",
        "Neither EDIFACT, SITA APP, PNRGOV XML, a ship's XML, JSON of trains, nor a sheet with known columns was recognised.",
    ),
    "quoted-mail": (
        I,
        "The message stands in a quoted e-mail; the quotation marks were removed.",
        "Lines begin with >.",
    ),
    "release-undeclared": (
        W,
        "The release character used is not the one that UNA declares; both were honoured.",
        "UNA declares another release character than the text uses.",
    ),
    "segment-text-unreadable": (
        E,
        "The text at this place is not a segment and was left out.",
        "A piece of text between two terminators does not begin with a segment tag.",
    ),
    "segment-unterminated": (
        W,
        "The last segment has no terminator; the message may have been cut off.",
        "The text ends inside a segment; what is there was read.",
    ),
    "tag-damaged": (
        W,
        "A segment with an unknown tag looks like {tag} and was read as that.",
        "One letter of the tag was damaged in transmission.",
    ),
    "separator-damaged": (
        W,
        "The separator behind the tag {tag} is another character; the segment was read as if it stood there.",
        "One character was damaged in transmission.",
    ),
    "separator-doubled": (
        W,
        "A separator stands twice in a segment {tag}; the segment was read as if it stood there once.",
        "One character too many was sent or made in transmission.",
    ),
    "separators-inferred": (
        W,
        "UNA is damaged or does not fit the text; the separators were taken from the text itself.",
        "The service string advice does not have six characters, or others are in use.",
    ),
    "terminator-missing": (
        W,
        "A segment terminator is missing before {tag}; it was supplied.",
        "Two segments run into each other.",
    ),
    "terminator-typographic": (
        W,
        "A typographic apostrophe ends a segment; it was read as the terminator.",
        "A word processor replaced the terminator.",
    ),
    "terminator-undeclared": (
        W,
        "Segments end with line breaks instead of terminators.",
        "No terminator was found in the whole interchange.",
    ),
    "trailer-alone": (
        W,
        "UNT stands without a message before it.",
        "A message trailer was sent twice, or its message was lost.",
    ),
    "text-around-interchange": (
        I,
        "Text before or after the interchange (Type B header, e-mail) was set aside.",
        "Address lines, greetings and footers are no part of the message.",
    ),
    "text-utf16": (I, "The file is UTF-16; it was read all the same.", "EDIFACT is sent one byte a character."),
    "file-compressed": (I, "The file was compressed with gzip; it was unpacked.", "Senders may compress."),
    "file-too-large": (
        E,
        "The compressed file unpacks to more than {limit_mb} MB and was refused.",
        "A decompression bomb (more than 16 MB and more than twenty times its size), or a transmission beyond the limit.",
    ),
    "file-damaged": (
        E,
        "The compressed file is damaged; what could be unpacked was read.",
        "gzip data are cut or corrupt.",
    ),
    "series-incomplete": (
        W,
        "The series of messages is incomplete: {missing}.",
        "A message was split into parts and not all parts are in this transmission.",
    ),
    "series-part-twice": (
        W,
        "Part {part} of the series came more than once.",
        "The same part of a split series was repeated.",
    ),
    "decoder-failed": (
        E,
        "This message could not be read to its end because of a fault in this system ({fault}); please report it.",
        "A defect of the decoder; the other messages of the transmission are not affected.",
    ),
}
