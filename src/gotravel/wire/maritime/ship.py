"""Ships and ports: IMO numbers and UN/LOCODE as written in, as they are kept out. Never raises."""

from __future__ import annotations

import re
from typing import Final

from gotravel.reference.countries import alpha3

IMO: Final = re.compile(r"(?:IMO)?[\s:.#-]*(\d{7})", re.IGNORECASE)
LOCODE: Final = re.compile(r"([A-Z]{2})[\s-]?([A-Z2-9]{3})", re.IGNORECASE)
CODE_IN_TEXT: Final = re.compile(r"\(?\b([A-Z]{2} ?[A-Z2-9]{3})\b\)?")


def imo_number(text: str) -> tuple[str | None, bool]:
    """(seven digits, whether the check digit holds); None where there are no seven digits."""
    match = IMO.fullmatch(text.strip())
    if not match:
        return None, False
    digits = match[1]
    total = sum(int(digit) * weight for digit, weight in zip(digits[:6], range(7, 1, -1), strict=True))
    return digits, total % 10 == int(digits[6])


def port(text: str) -> str:
    """`BEZEE` for `BE ZEE`, `Zeebrugge (BEZEE)`, `BEZEE - Zeebrugge`; anything else as sent."""
    text = " ".join(text.split())
    whole = LOCODE.fullmatch(text)
    if whole:
        return f"{whole[1]}{whole[2]}".upper() if alpha3(whole[1]) else text
    for match in CODE_IN_TEXT.finditer(text):
        code = match[1].replace(" ", "")
        if match[0].startswith("(") or match.start() == 0:
            return code if alpha3(code[:2]) else text
    return text
