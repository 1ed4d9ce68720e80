"""Contacts as the wire writes them in, readable ones out: `NAME//MAIL.EXAMPLE` is an e-mail address. Never raises."""

from __future__ import annotations

import re
from typing import Final

AT: Final = re.compile(r" ?(?:\.AT\.|//|\(AT\))\s*", re.IGNORECASE)


def email(text: str) -> str:
    """The address that a text is, else the text."""
    return mail_address(text) or text.strip()


def mail_address(text: str) -> str | None:
    """`..` is an underscore and `./` a hyphen only in addresses that spell `@` as `//` (the Type B alphabet)."""
    text = text.strip()
    if "@" not in text:
        spelled = "//" in text
        text = _with_at(text) if spelled or "AT" in text.upper() else text
        if spelled:
            text = text.replace("..", "_").replace("./", "-")
    return text if _is_address(text) else None


def _is_address(text: str) -> bool:
    """Something, one @, something with a dot in it, and no blanks."""
    before, _, behind = text.partition("@")
    return bool(before) and "@" not in behind and has_dot_inside(behind) and text.split() == [text]


def has_dot_inside(text: str) -> bool:
    return text.find(".", 1, max(len(text) - 1, 1)) > 0


def _with_at(text: str) -> str:
    """Expressions that ignore case are slow, and hardly any address spells it in letters."""
    if "AT" in text.upper():
        return AT.sub("@", text, count=1)
    before, _, behind = text.partition("//")
    return f"{before.removesuffix(' ')}@{behind.lstrip()}"


def is_email(text: str) -> bool:
    return mail_address(text) is not None


def kind_of(text: str) -> str:
    return "email" if is_email(text) else "phone"
