"""What a form says, read one way: texts cut and stripped, a word of a closed vocabulary, a day, a record.

Goes in: a form, the name of a field. Comes out: a value. Never: a value that was not understood passed on as another one; the
sentence of a refusal says what to do.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TypeVar
from uuid import UUID

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from gotravel.domain.errors import InvalidInput
from gotravel.domain.ids import TravellerId
from gotravel.web.render import HEADERS

E = TypeVar("E", bound=Enum)
REASON = 4000
"""Characters that a written reason may have."""


def text(form: FormData, name: str, most: int = 200) -> str:
    return str(form.get(name, ""))[:most].strip()


def reason(form: FormData, name: str = "reason") -> str:
    return text(form, name, REASON)


def choice(form: FormData, name: str, words: type[E], sentence: str) -> E:
    try:
        return words(text(form, name))
    except ValueError as fault:
        raise InvalidInput(sentence) from fault


def number(form: FormData, name: str, sentence: str) -> int:
    given = text(form, name, 9)
    if not (given.isascii() and given.isdigit()):
        raise InvalidInput(sentence)
    return int(given)


def day(form: FormData, name: str, sentence: str) -> date:
    try:
        return date.fromisoformat(text(form, name, 10))
    except ValueError as fault:
        raise InvalidInput(sentence) from fault


def record(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError as fault:
        raise InvalidInput("This is no reference of a record. Copy it from the record's own page.") from fault


def ticked(form: FormData, sentence: str) -> list[TravellerId]:
    """The records whose boxes were ticked."""
    try:
        return [TravellerId(UUID(str(one))) for one in form.getlist("record")]
    except ValueError as fault:
        raise InvalidInput(sentence) from fault


def see(path: str) -> Response:
    """The page to look at after an act; loading it again repeats nothing."""
    return RedirectResponse(path, 303, HEADERS)
