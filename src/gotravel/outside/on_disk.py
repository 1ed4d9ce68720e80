"""The owner's notices in a file that the owner replaces: for a bureau without a service, or a line that is cut.

Goes in: questions. Comes out: for each, the notices that share a part of the name or a document; `NoAnswer` when the file is gone
or too old. Never: the list in our database; a file older than the owner's promise taken for an answer.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from gotravel.domain.errors import InvalidInput, NoAnswer
from gotravel.domain.outside import Answer, Question
from gotravel.names.normalise import tokens
from gotravel.names.relation import relation
from gotravel.wire.watchlist_files.notices_json import items

OLDEST_HOURS = 24.0


class NoticesOnDisk(msgspec.Struct, frozen=True):
    code: str
    file: Path
    oldest_hours: float = OLDEST_HOURS

    def consult(self, questions: Sequence[Question]) -> list[Answer]:
        try:
            state = self.file.stat()
            if time.time() - state.st_mtime > self.oldest_hours * 3600:
                raise NoAnswer(f"The notices of list {self.code} are older than {self.oldest_hours:g} hours.")
            held = _held(self.file, state.st_mtime_ns)
        except (OSError, InvalidInput) as fault:
            raise NoAnswer(f"The notices of list {self.code} cannot be read ({type(fault).__name__}).") from fault
        return [Answer(one.reference, tuple(held.near(one))) for one in questions]


class Held:
    """By every token of a name, birth date and document number; near spellings are found by our own comparison later."""

    def __init__(self, raw: bytes) -> None:
        self.notices: list[bytes] = []
        self.by: defaultdict[str, set[int]] = defaultdict(set)
        for item in items(raw):
            if not isinstance(item, dict):
                raise InvalidInput("A notice is not an object.")
            place = len(self.notices)
            self.notices.append(msgspec.json.encode(item))
            for key in _keys(item):
                self.by[key].add(place)
        self.tokens = tuple(key for key in self.by if key.isalpha())

    def near(self, asked: Question) -> Iterator[bytes]:
        found: set[int] = set()
        for token in {token for names in asked.names for token in tokens(" ".join(names)) if len(token) > 1}:
            for near in self.spelled_like(token):
                found |= self.by[near]
        for document in asked.documents:
            found |= self.by.get(_plain(document.number or ""), set())
        return (self.notices[place] for place in sorted(found))

    @lru_cache(maxsize=20_000)  # noqa: B019 - one Held lives as long as its file
    def spelled_like(self, token: str) -> tuple[str, ...]:
        return tuple(other for other in self.tokens if relation(token, other) is not None)


@lru_cache(maxsize=2)
def _held(file: Path, changed: int) -> Held:
    return Held(file.read_bytes())


def _keys(item: dict[str, object]) -> Iterator[str]:
    aliases = item.get("aliases")
    names = [item.get("name"), item.get("forename"), *(aliases if isinstance(aliases, list) else [])]
    for name in names:
        yield from (token for token in tokens(str(name or "")) if len(token) > 1)
    documents = item.get("documents")
    for one in documents if isinstance(documents, list) else []:
        number = _plain(str(one.get("number", ""))) if isinstance(one, dict) else ""
        if number:
            yield number


def _plain(number: str) -> str:
    return "".join(c for c in number.upper() if c.isalnum())
