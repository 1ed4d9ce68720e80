"""Contacts as the wire writes them in, readable ones out: `NAME//MAIL.EXAMPLE` is an e-mail address. Never raises."""

from __future__ import annotations

import re
from typing import Final

AT: Final = re.compile(r" ?(?:\.AT\.|//|\(AT\))\s*", re.IGNORECASE)
MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def email(text: str) -> str:
    """`..` is an underscore and `./` a hyphen only in addresses that spell `@` as `//` (the Type B alphabet)."""
    text = text.strip()
    if "@" in text:
        return text
    spelled = "//" in text
    address = AT.sub("@", text, count=1) if spelled or "AT" in text.upper() else text
    if spelled:
        address = address.replace("..", "_").replace("./", "-")
    return address if MAIL.fullmatch(address) else text


def is_email(text: str) -> bool:
    return MAIL.fullmatch(email(text)) is not None


def kind_of(text: str) -> str:
    return "email" if is_email(text) else "phone"
