"""Every form that an officer can reach, found as a browser finds it: page by page, link by link.

Goes in: a signed-in client. Comes out: forms with their fields, and the query fields of pages. Never: a list kept by hand
that a new page would be missing from.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
from starlette.testclient import TestClient

MOST_PAGES = 60
TEXTS = {"text", "search", "number", "date", "password", ""}


class Form(msgspec.Struct, frozen=True):
    action: str
    method: str
    fields: tuple[tuple[str, str, str], ...]
    """(name, kind, value)"""

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(name for name, kind, _ in self.fields if kind in TEXTS)

    def filled(self, **other: str) -> dict[str, str]:
        return {name: value or "an invented sentence of some length" for name, _, value in self.fields} | other


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(told.get("href", ""))
        elif tag == "form":
            self.open = Form(told.get("action", ""), told.get("method", "get"), ())
        elif self.open and tag == "select":
            self.select = told.get("name")
        elif self.open and tag == "option" and self.select and told.get("value"):
            self._field(self.select, "choice", told["value"])
            self.select = None
        elif self.open and tag in ("input", "textarea", "button") and told.get("name"):
            kind = "" if tag == "textarea" else told.get("type", "submit" if tag == "button" else "text")
            self._field(told["name"], kind, told.get("value", ""))

    def _field(self, name: str, kind: str, value: str) -> None:
        assert self.open
        if name not in {known for known, _, _ in self.open.fields}:
            self.open = msgspec.structs.replace(self.open, fields=(*self.open.fields, (name, kind, value)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.open:
            self.forms.append(self.open)
            self.open = None


def forms_of(client: TestClient, begin: str = "/") -> dict[str, Form]:
    """Shape of the action (ids aside) -> the first form of that shape."""
    found: dict[str, Form] = {}
    todo, seen = [begin], set[str]()
    while todo and len(seen) < MOST_PAGES:
        path = todo.pop(0)
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        answer = client.get(path, follow_redirects=True)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        page = _Page()
        page.feed(answer.text)
        todo += [link for link in page.links if link.startswith("/")]
        for form in page.forms:
            found.setdefault(f"{form.method} {shape(form.action)}", form)
    return found


def shape(path: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}", "ID", path.split("#")[0])
