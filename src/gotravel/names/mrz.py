"""Machine-readable zones of ICAO Doc 9303: two or three lines in, what they say out; and the same backwards.

TD1 (3 x 30), TD2 (2 x 36), TD3 (2 x 44), visas MRV-A (2 x 44) and MRV-B (2 x 36). Never raises on a zone that was read
badly, never repairs in silence, never believes a repair that the check digits do not prove. Dates stay the six characters of
the zone: the century is the business of whoever knows the journey.

Source: Doc 9303 parts 3 to 7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import combinations
from typing import Final

import msgspec

from gotravel.domain.errors import InvalidInput
from gotravel.domain.finding import Finding
from gotravel.domain.message import Sex
from gotravel.names.icao import zone_name
from gotravel.names.mrz_codes import CODES


class Format(StrEnum):
    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"


class Zone(msgspec.Struct, frozen=True):
    """What a zone says. Fillers are gone; an empty field is an empty text."""

    format: Format
    code: str
    """`P`, `PD`, `ID`, `V` ..."""
    issuer: str
    family: str
    given: str
    number: str
    nationality: str
    birth: str
    """YYMMDD; what is unknown stands as `<`."""
    sex: Sex | None
    expiry: str
    """YYMMDD"""
    optional: str = ""
    optional_2: str = ""
    truncated: bool = False
    """The name fills its field."""
    findings: tuple[Finding, ...] = ()


Place = tuple[int, int, int]
"""Line, first character, character behind the last."""


class Layout(msgspec.Struct, frozen=True):
    lines: int
    width: int
    name: Place
    issuer: Place
    number: Place
    nationality: Place
    birth: Place
    sex: Place
    expiry: Place
    optional: Place
    optional_2: Place | None = None
    personal: bool = False
    """Whether the optional field has a check digit (TD3)."""
    composite: tuple[Place, ...] = ()
    """What the last check digit of the zone covers."""


def _two_lines(width: int, optional_end: int, composite: tuple[Place, ...] = (), *, personal: bool = False) -> Layout:
    return Layout(
        2, width, (0, 5, width), (0, 2, 5), (1, 0, 9), (1, 10, 13), (1, 13, 19), (1, 20, 21), (1, 21, 27), (1, 28, optional_end),
        None, personal, composite,
    )  # fmt: skip


LAYOUTS: Final[dict[Format, Layout]] = {
    Format.TD3: _two_lines(44, 42, ((1, 0, 10), (1, 13, 20), (1, 21, 43)), personal=True),
    Format.TD2: _two_lines(36, 35, ((1, 0, 10), (1, 13, 20), (1, 21, 35))),
    Format.MRV_A: _two_lines(44, 44),
    Format.MRV_B: _two_lines(36, 36),
    Format.TD1: Layout(
        3, 30, (2, 0, 30), (0, 2, 5), (0, 5, 14), (1, 15, 18), (1, 0, 6), (1, 7, 8), (1, 8, 14), (0, 15, 30), (1, 18, 29),
        composite=((0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)),
    ),
}  # fmt: skip
FILLER: Final = "<"
DIGITS: Final = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
LETTERS: Final = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}
LOOKS_LIKE: Final = {**LETTERS, **DIGITS, "Q": "O0", "D": "0O", "O": "0QD", "0": "ODQ", "1": "IL", "I": "1L", "L": "1I"}
MISREAD_FILLERS: Final = re.compile(r"(<<<)([<KCLS]*)$")
SEXES: Final = {"M": Sex.MALE, "F": Sex.FEMALE, "X": Sex.UNSPECIFIED, FILLER: Sex.UNSPECIFIED}
WIDTHS: Final = (30, 36, 44)
SLACK: Final = 3
"""How many characters a line may be short or long and still be one."""


def check_digit(text: str) -> str:
    """Weights 7, 3, 1; A is 10, a filler 0."""
    return str(sum(_weighed(place, character) for place, character in enumerate(text)) % 10)


def _weighed(place: int, character: str) -> int:
    value = 0 if character == FILLER else int(character) if character.isdigit() else ord(character) - 55
    return value * (7, 3, 1)[place % 3]


def read(text: str) -> Zone | None:
    """The lines of a zone, each on its own or all in one; None where the text is no zone."""
    lines = _lines(text)
    format_ = _format(lines)
    if format_ is None:
        return None
    layout = LAYOUTS[format_]
    found: list[Finding] = []
    if any(len(line) != layout.width for line in lines):
        found.append(_finding("mrz-line-length"))
    fitted = [line.ljust(layout.width, FILLER)[: layout.width] for line in lines]
    fitted = _repaired(fitted, layout, found)
    fitted = _number_repaired(fitted, layout, found)
    _checked(fitted, layout, found)
    return _zone(format_, layout, fitted, found)


def _lines(text: str) -> list[str]:
    clean = re.sub(r"[^A-Z0-9<\n]", "", text.upper().replace("«", "<<").replace("‹", "<").replace("\r", "\n"))
    lines = [line for line in clean.split("\n") if line]
    if len(lines) == 1:
        whole = lines[0]
        counts = {90: (3, 30), 72: (2, 36), 88: (2, 44)}
        count, width = counts.get(len(whole), (1, len(whole)))
        lines = [whole[start * width : (start + 1) * width] for start in range(count)]
    return lines


def _format(lines: list[str]) -> Format | None:
    """By the number and length of the lines and the first letter."""
    if not 2 <= len(lines) <= 3 or not lines[0][0].isalpha():
        return None
    width = min(WIDTHS, key=lambda one: max(abs(len(line) - one) for line in lines))
    if max(abs(len(line) - width) for line in lines) > SLACK:
        return _proven(lines)
    if len(lines) == 3:
        return Format.TD1 if width == 30 else None
    visa = lines[0].startswith("V")
    return {36: Format.MRV_B if visa else Format.TD2, 44: Format.MRV_A if visa else Format.TD3}.get(width)


def _proven(lines: list[str]) -> Format | None:
    """Some systems take the fillers off the ends of lines: what is left is believed where every check digit fits."""
    visa = lines[0].startswith("V")
    fitting = [one for one, layout in LAYOUTS.items() if layout.lines == len(lines) and one.startswith("MRV") == visa]
    for format_ in sorted(fitting, key=lambda one: LAYOUTS[one].width):
        layout = LAYOUTS[format_]
        whole = [line.ljust(layout.width, FILLER) for line in lines]
        number, digit, _ = _number(whole, layout)
        fits = check_digit(number) == digit and _composite_fits(whole, layout)
        dates = all(check_digit(_cut(whole, one)) == _cut(whole, _after(one)) for one in (layout.birth, layout.expiry))
        if fits and dates and all(len(line) == layout.width for line in whole):
            return format_
    return None


def _cut(lines: list[str], place: Place) -> str:
    line, start, end = place
    return lines[line][start:end]


def _put(lines: list[str], place: Place, text: str) -> list[str]:
    line, start, end = place
    changed = list(lines)
    changed[line] = lines[line][:start] + text + lines[line][end:]
    return changed


def _after(place: Place) -> Place:
    """Where the check digit of a field stands."""
    return place[0], place[2], place[2] + 1


def _repaired(lines: list[str], layout: Layout, found: list[Finding]) -> list[str]:
    """Letters where only letters stand, digits where only digits do, fillers behind the name."""
    kinds = (
        ("issuer", layout.issuer, LETTERS), ("nationality", layout.nationality, LETTERS), ("name", layout.name, LETTERS),
        ("birth", layout.birth, DIGITS), ("expiry", layout.expiry, DIGITS), ("birth", _after(layout.birth), DIGITS),
        ("expiry", _after(layout.expiry), DIGITS), ("number", _after(layout.number), DIGITS),
    )  # fmt: skip
    for field, place, table in kinds:
        before = _cut(lines, place)
        after = "".join(table.get(character, character) for character in before)
        if after != before:
            count = sum(one != other for one, other in zip(before, after, strict=True))
            found.append(_finding("mrz-characters-repaired", field=field, count=count))
            lines = _put(lines, place, after)
    name = _cut(lines, layout.name)
    filled = MISREAD_FILLERS.sub(lambda match: FILLER * len(match[0]), name)
    if filled != name:
        found.append(_finding("mrz-fillers-repaired"))
        lines = _put(lines, layout.name, filled)
    return lines


def _number_repaired(lines: list[str], layout: Layout, found: list[Finding]) -> list[str]:
    """One or two look-alikes in the document number, where exactly one change satisfies every check digit."""
    number, told = _cut(lines, layout.number), _cut(lines, _after(layout.number))
    if not told.isdigit() or check_digit(number) == told:
        return lines
    for changes in (1, 2):
        fits = _look_alikes(number, changes, int(told) - int(check_digit(number)))
        proven = [one for one in fits if _composite_fits(_put(lines, layout.number, one), layout)]
        if len(proven) == 1:
            found.append(_finding("mrz-number-repaired"))
            return _put(lines, layout.number, proven[0])
        if proven:
            return lines
    return lines


def _look_alikes(text: str, changes: int, off: int) -> Iterator[str]:
    """With so many characters exchanged for what they look like, those whose check digit is by `off` another. Only what an
    exchange adds is computed: a text of nothing but such numbers is long."""
    others = [
        (place, other, _weighed(place, other) - _weighed(place, character))
        for place, character in enumerate(text)
        for other in LOOKS_LIKE.get(character, "")
    ]
    for picked in combinations(others, changes):
        added, places = sum(one[2] for one in picked), {one[0] for one in picked}
        if (added - off) % 10 == 0 and len(places) == changes:
            letters = list(text)
            for place, character, _ in picked:
                letters[place] = character
            yield "".join(letters)


def _composite_fits(lines: list[str], layout: Layout) -> bool:
    covered = "".join(_cut(lines, place) for place in layout.composite)
    return not layout.composite or check_digit(covered) == DIGITS.get(lines[1][-1], lines[1][-1])


def _checked(lines: list[str], layout: Layout, found: list[Finding]) -> None:
    for field, place in (("the birth date", layout.birth), ("the expiry date", layout.expiry)):
        date = _cut(lines, place)
        if not re.fullmatch(r"[0-9<]{6}", date):
            found.append(_finding("mrz-date-unreadable", field=field))
        elif FILLER in date:
            found.append(_finding("mrz-date-partial", field=field))
        if check_digit(_cut(lines, place)) != _cut(lines, _after(place)):
            found.append(_finding("mrz-check-digit-wrong", field=field))
    if _cut(lines, layout.sex) not in SEXES:
        found.append(_finding("mrz-sex-unreadable"))
    number, digit, _ = _number(lines, layout)
    if check_digit(number) != digit:
        found.append(_finding("mrz-check-digit-wrong", field="the document number"))
    if layout.personal:
        optional, told = _cut(lines, layout.optional), _cut(lines, _after(layout.optional))
        empty = not optional.strip(FILLER)
        if check_digit(optional) != told and not (empty and told == FILLER):
            found.append(_finding("mrz-check-digit-wrong", field="the optional data"))
    if not _composite_fits(lines, layout):
        found.append(_finding("mrz-composite-wrong"))


def _number(lines: list[str], layout: Layout) -> tuple[str, str, str]:
    """(number, its check digit, what is left of the optional data). Long numbers go on in the optional field."""
    number, digit, optional = (
        _cut(lines, layout.number),
        _cut(lines, _after(layout.number)),
        _cut(lines, layout.optional),
    )
    more, filler, rest = optional.partition(FILLER)
    if digit != FILLER or layout.width == 44 or len(more) < 2 or not more[-1].isdigit():
        return number, digit, optional
    return number + more[:-1], more[-1], filler + rest


def _zone(format_: Format, layout: Layout, lines: list[str], found: list[Finding]) -> Zone:
    name = _cut(lines, layout.name)
    family, _, given = name.strip(FILLER).partition(FILLER * 2)
    truncated = not name.endswith(FILLER)
    if truncated:
        found.append(_finding("mrz-name-truncated"))
    number, _, optional = _number(lines, layout)
    return Zone(
        format_,
        lines[0][:2].strip(FILLER),
        _cut(lines, layout.issuer).strip(FILLER),
        _words(family),
        _words(given),
        number.strip(FILLER),
        _cut(lines, layout.nationality).strip(FILLER),
        _cut(lines, layout.birth),
        SEXES.get(_cut(lines, layout.sex)),
        _cut(lines, layout.expiry),
        optional.strip(FILLER),
        _cut(lines, layout.optional_2).strip(FILLER) if layout.optional_2 else "",
        truncated,
        tuple(found),
    )


def _words(text: str) -> str:
    return " ".join(part for part in text.split(FILLER) if part)


def _finding(code: str, **facts: object) -> Finding:
    severity, sentence, _ = CODES[code]
    return Finding(code, severity, sentence.format(**facts))


def write(zone: Zone) -> tuple[str, ...]:
    """The lines of a zone. Names may be in any script; what does not fit a field of another kind is refused by its name."""
    layout = LAYOUTS[zone.format]
    lines = [FILLER * layout.width] * layout.lines
    number, digit, optional = _written_number(zone, layout)
    sex = {Sex.MALE: "M", Sex.FEMALE: "F"}.get(zone.sex, FILLER) if zone.sex else FILLER
    fields: tuple[tuple[str, Place, str], ...] = (
        ("code", (0, 0, 2), zone.code), ("issuer", layout.issuer, zone.issuer), ("number", layout.number, number),
        ("nationality", layout.nationality, zone.nationality), ("birth", layout.birth, zone.birth), ("sex", layout.sex, sex),
        ("expiry", layout.expiry, zone.expiry), ("optional", layout.optional, optional),
        ("optional_2", layout.optional_2 or (0, 0, 0), zone.optional_2),
    )  # fmt: skip
    for field, place, text in fields:
        lines = _put(lines, place, _fitting(field, text, place[2] - place[1])) if place[2] else lines
    lines = _put(lines, layout.name, name_field(zone.family, zone.given, layout.name[2] - layout.name[1]))
    return tuple(_with_digits(lines, layout, digit))


def _written_number(zone: Zone, layout: Layout) -> tuple[str, str | None, str]:
    """(number field, `<` instead of its check digit, optional data)."""
    number = zone.number.upper()
    if len(number) <= 9:
        return number, None, zone.optional
    if layout.width == 44 or zone.format is Format.MRV_B:
        raise InvalidInput(f"number: a {zone.format.value} zone has room for nine characters.")
    rest = f"{number[9:]}{check_digit(number)}{FILLER}{zone.optional}"
    return number[:9], FILLER, rest.rstrip(FILLER) + FILLER if not zone.optional else rest


def _fitting(field: str, text: str, width: int) -> str:
    text = text.upper()
    if len(text.rstrip(FILLER)) > width or re.search(r"[^A-Z0-9<]", text):
        raise InvalidInput(f"{field}: at most {width} characters, A to Z, 0 to 9 and fillers.")
    return text[:width].ljust(width, FILLER)


def _with_digits(lines: list[str], layout: Layout, number_digit: str | None) -> list[str]:
    places: list[tuple[Place, Callable[[str], str]]] = [(layout.birth, check_digit), (layout.expiry, check_digit)]
    places.append((layout.number, (lambda _: number_digit) if number_digit else check_digit))
    if layout.personal:
        places.append((layout.optional, check_digit))
    for place, digit in places:
        lines = _put(lines, _after(place), digit(_cut(lines, place)))
    if layout.composite:
        covered = "".join(_cut(lines, place) for place in layout.composite)
        lines = _put(lines, (1, layout.width - 1, layout.width), check_digit(covered))
    return lines


def name_field(family: str, given: str, width: int) -> str:
    """`FAMILY<NAMES<<GIVEN<NAMES`. Cut so that something of both stays and the last character is a letter."""
    primary, secondary = zone_name(family), zone_name(given)
    if not primary:
        primary, secondary = secondary, ""
    whole = f"{primary}<<{secondary}" if secondary else primary
    if len(whole) <= width:
        return whole.ljust(width, FILLER)
    if not secondary:
        return _ending_in_letter(primary, width)
    kept = min(len(secondary), max(1, width - 2 - len(primary), min(len(secondary), width // 3)))
    room = width - 2 - kept
    room += primary[room - 1 : room] == FILLER
    cut = primary[:room].rstrip(FILLER)
    return _ending_in_letter(f"{cut}<<{secondary}", width)


def _ending_in_letter(text: str, width: int) -> str:
    """A filler in the last place would say that nothing is cut: then the longest part before it gives up its last letter."""
    while len(text) > width and text[width - 1] == FILLER:
        parts = text[: width - 1].split(FILLER)
        longest = max(range(len(parts)), key=lambda place: len(parts[place]))
        end = len(FILLER.join(parts[: longest + 1]))
        text = text[: end - 1] + text[end:]
    return text[:width].ljust(width, FILLER)
