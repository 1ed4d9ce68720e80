"""Which words of a kept segment are read for what they reveal.

Goes in: a segment's text, its tag and code. Comes out: the text to be judged. Never: a part left out for another reason
than that names, or the codes of places and airlines, stand there.
"""

from __future__ import annotations

import re

BIRTH = re.compile(r"\d{1,2}[A-Za-z]{3}\d{2,4}|\d{4}-\d\d-\d\d|(?<!\d)\d{6}(?:\d\d)?(?!\d)")
TAG, ELEMENTS_OF_PARTY = 3, 5
SERVICE = len("SSR+DOCS:")
"""What an SSR begins with, up to the end of its code."""
UP_TO_BIRTH = frozenset(("CHLD", "INFT"))
"""Of these, what stands behind the date of birth is free text."""
NAMED = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'?-])*/[^\W\d_]+(?: [^\W\d_]+)?")
"""`DOE/JANE ANN`, where no date says where the name ends."""
REFERENCE = re.compile(r"-\d[^\W\d_](?:[^\W\d_]|[ '?-])*/[^\W\d_]+")
"""`-1DOE/JANE` behind a service's text: whom it is for."""
SPOKEN = frozenset(("TIF", "SSR", "IFT", "LTS", "FTX", "DAT", "ADD", "COM", "EBD", "FAR", "FOP", "SAC"))
"""Of all others, components of three letters are codes of places and airlines: Hannover is HAJ."""
PORT = re.compile(r"(?<=[+:])[A-Za-z]{3}(?=[+:]|$)")


def read_of(text: str, tag: str, code: str | None) -> str:
    if tag == "SSR":
        return _of_service(text, code)
    if tag == "NAD":
        return text[3:4].join(text.split(text[3:4])[ELEMENTS_OF_PARTY:]) if len(text) > TAG else ""
    return text[TAG:] if tag in SPOKEN else PORT.sub("", text[TAG:])


def _of_service(text: str, code: str | None) -> str:
    # A language that is kept is announced by a code that elsewhere reveals.
    told = text[SERVICE - 1 if code == "LANG" else TAG :]
    if code in UP_TO_BIRTH:
        born = BIRTH.search(told)
        return told[born.end() :] if born else NAMED.sub(" ", told)
    return REFERENCE.sub(" ", told) if "/" in told else told
