"""One segment as it stood on the wire.

Goes in: nothing, the reader makes them. Never: a changed value; `text` and `offset` are as received. Most segments are never
asked for their elements, so one is divided when somebody asks.
"""

from __future__ import annotations

from mypy_extensions import mypyc_attr

from gotravel.wire.edifact.separators import Separators

Elements = tuple[tuple[str, ...], ...]


@mypyc_attr(acyclic=True, free_list_len=1)
class Segment:
    """Elements are split and unescaped, line breaks removed; blanks stay, `get` trims them."""

    __slots__ = ("held", "offset", "ordinal", "tag", "text")

    def __init__(self, tag: str, held: Elements | Separators, ordinal: int, offset: int, text: str) -> None:
        self.tag = tag
        self.held: Elements | Separators = held
        """The elements; until somebody asks for them, what divides `text` (which then has no escapes) into them."""
        self.ordinal = ordinal
        """From 1 within the message, UNH being 1; 0 for the envelope's own segments."""
        self.offset = offset
        """Byte offset of the tag in the file as received; -1 where only the message tells it."""
        self.text = text
        """As sent, escapes included (but for those of ordinary characters), without terminator and line breaks."""

    @property
    def elements(self) -> Elements:
        held = self.held
        if isinstance(held, tuple):
            return held
        component, parts = held.component, self.text.split(held.element)
        if len(parts) == 2:
            # Most segments have one element: a loop over them would cost as much as the rest.
            divided: Elements = (tuple(parts[1].split(component)),)
        else:
            divided = tuple([tuple(one.split(component)) for one in parts[1:]])
        self.held = divided
        return divided

    def get(self, element: int, component: int = 0) -> str:
        """Element from 1 (after the tag), component from 0; trimmed; "" when absent."""
        held = self.held
        try:
            return (held if isinstance(held, tuple) else self.elements)[element - 1][component].strip()
        except IndexError:
            return ""

    def said(self) -> str:
        """Everything after the tag, `:` between elements and components alike."""
        return said(self.held, self.text)

    def whole(self, element: int) -> str:
        """An element with all its components, `:` between them."""
        return ":".join(self.elements[element - 1]).strip() if 0 < element <= len(self.elements) else ""


def part(parts: list[str], place: int) -> str:
    """Of a text that was cut, from 0; "" when absent. Unpacking with a `*rest` makes another list, and costs ten times this."""
    return parts[place] if place < len(parts) else ""


def said(held: Elements | Separators, text: str) -> str:
    """The same, of who needs no Segment."""
    if isinstance(held, tuple):
        return ":".join([part for parts in held for part in parts])
    element, component = held.element, held.component
    at = text.find(element)
    rest = text[at + 1 :].replace(element, ":") if at >= 0 else ""
    return rest if component == ":" else rest.replace(component, ":")
