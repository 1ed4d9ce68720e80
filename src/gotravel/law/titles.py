"""Titles that reveal a belief, in names.

Goes in: a name, or a segment that holds one. Comes out: the same without them. Never: a name that is all of its part taken
for a title, a word of a passport's zone struck that is a name far more often.

Source: TIF given names as carriers fill them; Directive (EU) 2016/681 art. 13(4).
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from anyascii import anyascii

from gotravel.law.read_of import SIGN
from gotravel.law.sensitive import BEHIND, LEADING, SURE, TITLES

MARK: Final = "[REMOVED-SENSITIVE:{}]"
COURTESY: Final = frozenset(
    ("MR", "MRS", "MS", "MISS", "MSTR", "MASTER", "MX", "MISTER", "DR", "PROF", "SIR", "MME", "MLLE", "MDM", "MADAM", "CAPT",
     "DOCTOR", "HERR", "FRAU", "SENOR", "SENORA", "INF", "CHD"),
)  # fmt: skip
PARTS: Final = re.compile(rf"((?<!\?){SIGN})")
"""Components and, between them, what divides them; a released sign is part of a component."""
WORD: Final = re.compile(r"[^\W\d_]+")
NAME: Final = re.compile(r"(?:\?.|[^\W_]|[ .,'()/-])*")
"""What a component of names is made of, with released signs."""
GLUED: Final = re.compile(rf"({'|'.join(sorted(TITLES, key=len, reverse=True))})(?=(?:{'|'.join(BEHIND)})$)")
FIRST: Final = LEADING | COURTESY
LAST: Final = (*TITLES, *COURTESY)
SIGNS: Final = str.maketrans(".()-", "    ")
HYPHENATED: Final = frozenset((*SURE, "REV"))
"""Behind or before a hyphen only these are titles: GOLAM-RABBI is a name. Of a surname only the sure ones."""
Span = tuple[int, int]


def without_titles(name: str | None, trailing: Container[str] = TITLES) -> str | None:
    """`ALI IMAM` -> `ALI`; the name itself where it holds none."""
    if not name or not _may_hold(name):
        return name
    spans = titles_in(name, trailing)
    for start, end in reversed(spans):
        name = name[:start] + name[end:]
    return " ".join(name.replace("()", "").split()).strip(" .,-") or None


def has_words(name: str | None) -> bool:
    return name is not None and (" " in name or "." in name or "(" in name or "-" in name)


def of_surname(name: str | None) -> Container[str]:
    """What is struck behind it: `DOE/JOHN IMAM` is more than a surname."""
    return TITLES if name and "/" in name else LEADING


def surely_titled(name: str | None) -> bool:
    return name is not None and folded(name).endswith(SURE)


def folded(name: str) -> str:
    """As the titles are written."""
    return (name if name.isascii() else anyascii(name)).upper()


def _may_hold(name: str) -> bool:
    """Most names neither begin nor end like a title; this is quick to see."""
    words = folded(name).translate(SIGNS).split() if has_words(name) else []
    return len(words) > 1 and (words[0] in FIRST or words[-1].endswith(LAST))


def titles_in(name: str, trailing: Container[str] = TITLES) -> list[Span]:
    """Behind a name, before it (only those that are no given names), and glued to a title of courtesy (`REVMR`)."""
    words = list(WORD.finditer(name))
    joined = SURE if trailing is LEADING else HYPHENATED
    said = [_said(name, one, joined) for one in words]
    first, end = 0, len(said)
    while end > 1 and (said[end - 1] in COURTESY or said[end - 1] in trailing):
        end -= 1
    while first < end - 1 and (said[first] in COURTESY or said[first] in LEADING):
        first += 1
    struck = [words[at] for at in (*range(first), *range(end, len(said))) if said[at] not in COURTESY]
    found = [_with_hyphen(name, one) for one in struck]
    glued = GLUED.match(said[-1]) if len(said) > 1 else None
    return [*found, (words[-1].start(), words[-1].start() + glued.end())] if glued else found


def _with_hyphen(name: str, word: re.Match[str]) -> Span:
    """A title goes with the hyphen that joins it to another."""
    start, end = word.span()
    if name[start - 1 : start] == "-":
        return start - 1, end
    return start, end + 1 if name[end : end + 1] == "-" else end


def _said(name: str, word: re.Match[str], joined: Container[str]) -> str:
    """Of a word that a hyphen joins to another, nothing unless it is surely a title. `REV-ANN` is a name, `REV-MR` is not."""
    said = folded(word.group())
    is_joined = "-" in (name[word.start() - 1 : word.start()], name[word.end() : word.end() + 1])
    if not is_joined or said in COURTESY:
        return said
    follows = WORD.match(name, word.end() + 1) if name[word.end() : word.end() + 1] == "-" else None
    is_name = follows is not None and folded(follows.group()) not in COURTESY and said not in SURE
    return said if said in joined and not is_name else ""


def struck_of_names(text: str) -> str:
    """A TIF: in the surname's own element only what is no part of a surname is struck."""
    separator = text[3:4]
    if not separator:
        return text
    tag, family, *given = text.split(separator)
    parts = [_struck(family, of_surname(family)), *(_struck(one, TITLES) for one in given)]
    return separator.join([tag, *parts])


def struck_of_party(text: str) -> str:
    """A NAD: only what is no name at all is struck."""
    return "".join([_struck(one, LEADING) if at % 2 == 0 else one for at, one in enumerate(PARTS.split(text))])


def _struck(part: str, trailing: Container[str]) -> str:
    name = NAME.match(part)
    for start, end in reversed(titles_in(name.group(), trailing)) if name else ():
        part = part[:start] + MARK.format("religion") + part[end:]
    return part
