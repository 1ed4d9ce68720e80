"""What stands around a message: Type B lines, mail quotes, HTML, control characters in; text of the same length out.

Everything removed becomes a line break, so that every character keeps its byte offset and the EDIFACT reader, which
drops line breaks anyhow, never sees it. Never: a character of the message itself removed.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import Final

from gotravel.domain.characters import holds_below

ENTITY: Final = re.compile(r"&(?:amp|apos|quot|lt|gt|nbsp|#\d{1,5}|#x[0-9A-Fa-f]{1,4});")
TAG_OF_HTML: Final = re.compile(r"</?(?:br|p|div|pre|span|html|body|font|tt|code)\b[^<>]{0,200}>", re.IGNORECASE)
QUOTE: Final = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
VISIBLE_FROM: Final = 0x20
LINE_ENDS_AND_TABS: Final = "\t\n\r"
DELETE: Final = "\x7f"
# Inside a Type B text of several pages: the heading of a following page (address lines, then the origin line).
PAGE: Final = re.compile(
    r"(?:^[ \t]*(?:(?:Q[A-Z])[ \t]+)?(?:[A-Z]{5}[A-Z0-9]{2}[ \t]*){1,8}\r?\n){1,4}"
    r"^\.[A-Z]{5}[A-Z0-9]{2}(?:[ \t][^\r\n+':]*)?\r?\n",
    re.MULTILINE,
)
SOFT_BREAK: Final = re.compile(r"=\r?\n|=([0-9A-F]{2})")
FEWEST_FULL: Final = 3
PADDING: Final = (" ", "\t")
PADDED_BEHIND: Final = re.compile(r"[ \t](?=\r?\n)")
PADDED_BEFORE: Final = re.compile(r"\n[ \t]")
SAMPLE: Final = 8_000
"""Characters that are looked at to see whether a text is folded."""
RELEASED_BREAK: Final = re.compile(r"\?([\r\n]+)(?=[^\r\n])")


def unwrapped(text: str) -> tuple[str, list[str]]:
    """`text` (one character a byte) with wrapping blanked out, and the codes of what was found."""
    found: list[str] = []
    if ("=" in text and "=3D" in text) or ("q" in text and "quoted-printable" in text):
        text = SOFT_BREAK.sub(_soft, text)
    if holds_below(text, VISIBLE_FROM, but=LINE_ENDS_AND_TABS) or DELETE in text:
        text = CONTROL.sub("\n", text)
    if "<" in text and TAG_OF_HTML.search(text):
        text = TAG_OF_HTML.sub(_blank, text)
    if "&" in text and ("&apos;" in text or "&#39;" in text or "&amp;" in text or "&#x27;" in text or "&quot;" in text):
        text = ENTITY.sub(_entity, text)
        found.append("entities-unescaped")
    if (
        ">" in text
        and ("\n>" in text or text.startswith(">"))
        and re.search(r"^[ \t]*>[> \t]*UN[AB]", text, re.MULTILINE)
    ):
        text = QUOTE.sub(_blank, text)
        found.append("quoted-mail")
    if _beside(text, ".", "\n", -1) and PAGE.search(text):
        text = PAGE.sub(_blank, text)
        found.append("text-around-interchange")
    if _beside(text, "?", "\r\n", 1):
        text = RELEASED_BREAK.sub(r"\1?", text)
    return text, found


def _beside(text: str, mark: str, others: str, step: int) -> bool:
    """Whether one of `others` stands before or behind a mark that is rare: a pair is looked for far more slowly."""
    at = text.find(mark)
    while at >= 0:
        if 0 <= at + step < len(text) and text[at + step] in others:
            return True
        at = text.find(mark, at + 1)
    return False


def fold_width(text: str) -> int:
    """The width of the lines of the beginning of a text, 0 where they are not folded: most have one width (without CR)."""
    widths = [len(line.rstrip("\r")) for line in text.split("\n") if line.strip()]
    if len(widths) < 4:
        return 0
    [(common, count)] = Counter(widths).most_common(1)
    return common if 50 <= common <= 80 and count * 3 >= len(widths) * 2 else 0


def unfolded(body: str, width: int) -> str:
    """The blanks that folding took are back, those that it put before or behind every line are line breaks."""
    full = [line for line in body.split("\n") if len(line.rstrip("\r")) == width]
    if len(full) < FEWEST_FULL:
        return folded_blanks_restored(body, width)
    if all(line.rstrip("\r").endswith(PADDING) for line in full):
        body, width = PADDED_BEHIND.sub("\n", body), width - 1
    elif all(line.startswith(PADDING) for line in full[1:]):
        body, width = PADDED_BEFORE.sub("\n\n", body), width - 1
    return folded_blanks_restored(body, width)


def folded_blanks_restored(body: str, width: int) -> str:
    """Folded lines lose a trailing blank: a line one shorter than the fold width gets it back, in the place of a
    character of the line break."""
    lines = body.split("\n")
    last = len(lines) - 1
    return "".join(_ended(line, width, last=number >= last - 1) for number, line in enumerate(lines))[:-1]


def _ended(line: str, width: int, *, last: bool) -> str:
    if last or len(line.rstrip("\r")) != width - 1 or line.rstrip("\r")[-1:] in ("'", '"'):
        return line + "\n"
    return line[:-1] + " \n" if line.endswith("\r") else line + " "


def _blank(match: re.Match[str]) -> str:
    return "\n" * len(match.group())


def _entity(match: re.Match[str]) -> str:
    character = html.unescape(match.group())
    if len(character) != 1 or ord(character) > 255:
        return match.group()
    return character + "\n" * (len(match.group()) - 1)


def _soft(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16)) + "\n\n" if match.group(1) else "\n" * len(match.group())
