"""Many travellers against an index, compiled: candidates by postings, upper bounds, comparison of those that can reach.

Goes in: travellers and an index as arrays, thresholds by list. Comes out: (traveller, entry, name, bits) at or above the
threshold. Never: a pair missed that the comparison would raise: a bound is never below what it bounds
(but for joins that have a slip in every piece; docs/decisions/0011).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled
from gotravel.screening import alignment
from gotravel.screening.alignment import Name, Rare, Worked
from gotravel.screening.facts import among, born, born_bits, issuer, issuer_bits, sex_bits

Array = npt.NDArray[Any]
DOOR_BITS = 21.5
"""More than parts joined to one may weigh."""


class Listed(NamedTuple):
    """An index: tokens, names, entries."""

    letters: Array
    letter_starts: Array
    bits: Array
    profile: Array
    classes: Array
    posting_starts: Array
    postings: Array
    name_starts: Array
    name_tokens: Array
    name_entry: Array
    name_family: Array
    name_weak: Array
    name_lone: Array
    """Parts of one letter."""
    first_name: Array
    birth_starts: Array
    births: Array
    nationality_starts: Array
    nationalities: Array
    issuer_starts: Array
    issuers: Array
    sexes: Array
    lists: Array
    until: Array
    """The last day (ordinal) on which the entry matches."""


class Asked(NamedTuple):
    """Travellers: rows are spellings, each of a traveller; tokens are the distinct parts of this batch."""

    row_query: Array
    row_starts: Array
    row_parts: Array
    row_family: Array
    row_cut: Array
    door_starts: Array
    doors: Array
    door_letters: Array
    """0 where parts were joined to one that is listed; the letters left of a listed part that was cut off; -1 where a long part
    begins or ends with a listed one. The last kind comes first."""
    letters: Array
    letter_starts: Array
    near_starts: Array
    near_numbers: Array
    near_levels: Array
    borne: Array
    """Bits of each distinct part among travellers."""
    born: Array
    nationality: Array
    nationality_bits: Array
    nationality_classes: Array
    """Shares of the classes of names among travellers of this State; the last row is of all travellers."""
    state: Array
    """The State whose classes those are: of the nationality, else of the first issuer."""
    issuer_starts: Array
    issuers: Array
    issuer_bits: Array
    """Of each issuing State, where it agrees."""
    issuer_most: Array
    """Of each traveller, the most that an issuing State may add: the bound on it."""
    sex: Array
    slack: Array
    """Bits that facts outside this comparison may add."""


class Rules(NamedTuple):
    thresholds: Array
    """By list; infinite where a list does not match."""
    lowest: float
    day: int
    name: Array
    facts: Array
    floor: float
    cap: float
    lone: float
    """The most initials of one listed name: they agree without a posting."""


class Scratch(NamedTuple):
    marks: Array
    sums: Array
    epoch: Array
    room: Worked


class Raised(NamedTuple):
    query: Array
    entry: Array
    name: Array
    row: Array
    total: Array


def scratch(names: int) -> Scratch:
    return Scratch(np.zeros(names, np.int64), np.zeros(names, np.float32), np.zeros(1, np.int64), alignment.room())


@compiled
def raised(asked: Asked, listed: Listed, rules: Rules, held: Scratch) -> tuple[Array, Array, Array, Array, Array]:
    size = 256
    count = 0
    queries, entries = np.empty(size, np.int32), np.empty(size, np.int32)
    names, rows, totals = np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size)
    touched = np.empty(1024, np.int32)
    best = _best_of_tokens(asked, listed, rules.name)
    for row in range(len(asked.row_query)):
        touched, several, left, unlooked = _touched(row, asked, listed, rules, held, best, touched)
        q = asked.row_query[row]
        unexplained = _extra(row, asked, rules.name)
        extra = unexplained + left
        mine = asked.row_starts[row + 1] - asked.row_starts[row]
        plain = unexplained == 0.0
        for t in range(several):
            name = touched[t]
            entry = listed.name_entry[name]
            threshold = rules.thresholds[listed.lists[entry]]
            if threshold == np.inf or listed.until[entry] < rules.day:
                continue
            parts = listed.name_starts[name + 1] - listed.name_starts[name]
            mark = held.marks[name]
            bound = held.sums[name] + extra + listed.name_lone[name] * rules.name[7]
            if mark & 255 == 64 and not _joinable(row, name, asked, listed):
                bound -= 21.5
                mark -= 256 + 64
            if plain and listed.name_lone[name] == 0:
                bound += _alone(mark, mine, unlooked, parts, asked.row_cut[row] != 0, rules.name)
            several_names = listed.first_name[entry + 1] - listed.first_name[entry]
            bound -= rules.name[19] * np.log2(several_names)
            if bound < rules.floor:
                continue
            facts, contradicted, same_nation = _facts(q, entry, asked, listed, rules.facts)
            if contradicted:
                bound = min(bound, rules.cap)
            if bound + facts + asked.slack[q] < threshold:
                continue
            bits, shared, initials = _compared(row, name, same_nation, asked, listed, rules.name, held.room)
            bits -= rules.name[19] * np.log2(several_names)
            if contradicted:
                bits = min(bits, rules.cap)
            total = bits + facts
            if bits - initials < rules.floor or total + asked.slack[q] < threshold:
                continue
            if (
                (listed.name_weak[name] or shared < 2)
                and asked.slack[q] == 0.0
                and not _supported(q, entry, asked, listed, rules)
            ):
                continue
            if count == size:
                size *= 2
                queries, entries = _longer(queries, size), _longer(entries, size)
                names, rows, totals = _longer(names, size), _longer(rows, size), _longer(totals, size)
            queries[count], entries[count], names[count], rows[count], totals[count] = q, entry, name, row, total
            count += 1
    return queries[:count], entries[:count], names[:count], rows[:count], totals[:count]


@compiled
def _joinable(row: int, name: int, asked: Asked, listed: Listed) -> bool:
    """Whether neighbours in the listed name are together about as long as one part of the traveller's, and begin or end so."""
    first, end = listed.name_starts[name], listed.name_starts[name + 1]
    for i in range(asked.row_starts[row], asked.row_starts[row + 1]):
        a, b = asked.letter_starts[asked.row_parts[i]], asked.letter_starts[asked.row_parts[i] + 1]
        if b - a < 6:
            continue
        for start in range(first, end - 1):
            begin = listed.letter_starts[listed.name_tokens[start]]
            length = listed.letter_starts[listed.name_tokens[start] + 1] - begin
            for last in range(start + 1, min(start + 4, end)):
                close = listed.letter_starts[listed.name_tokens[last] + 1]
                length += close - listed.letter_starts[listed.name_tokens[last]]
                if abs(length - (b - a)) <= 2 and (
                    asked.letters[a] == listed.letters[begin] or asked.letters[b - 1] == listed.letters[close - 1]
                ):
                    return True
    return False


@compiled
def _alone(mark: int, ours: int, unlooked: int, theirs: int, cut: bool, w: Array) -> float:
    """What parts without a counterpart cost at least: where no door, no initial and no cut can explain them."""
    if mark & 255 >= 64:
        return 0.0
    agreeing = ((mark >> 8) & 255) + unlooked
    mine, their = max(0, ours - agreeing), max(0, theirs - agreeing)
    lost = w[9] * mine + (0.0 if cut else w[10] * their)
    if mine and their:
        lost = w[11] + w[9] * (mine - 1) + w[10] * (their - 1) * 0.5
    return lost + (w[12] if agreeing == 1 and (mine or their) else 0.0)


@compiled
def _longer(array: Array, size: int) -> Array:
    longer = np.empty(size, array.dtype)
    longer[: len(array)] = array
    return longer


@compiled
def _best_of_tokens(asked: Asked, listed: Listed, w: Array) -> tuple[Array, Array, Array]:
    """Of each distinct part: the most it can weigh, how many names are near it, its near tokens with the weightiest first."""
    count = len(asked.near_starts) - 1
    most, sizes = np.zeros(count), np.zeros(count, np.int64)
    values = np.empty(len(asked.near_numbers))
    order = np.empty(len(asked.near_numbers), np.int64)
    for token in range(count):
        start, end = asked.near_starts[token], asked.near_starts[token + 1]
        for i in range(start, end):
            number = asked.near_numbers[i]
            values[i] = listed.bits[number, asked.near_levels[i]] + w[asked.near_levels[i]]
            if values[i] > 0:
                most[token] = max(most[token], values[i])
                sizes[token] += listed.posting_starts[number + 1] - listed.posting_starts[number]
        order[start:end] = start + np.argsort(-values[start:end])
    return most, sizes, order


@compiled
def _extra(row: int, asked: Asked, w: Array) -> float:
    """What initials of the traveller may add, which no posting tells."""
    extra = 0.0
    for i in range(asked.row_starts[row], asked.row_starts[row + 1]):
        token = asked.row_parts[i]
        if asked.letter_starts[token + 1] - asked.letter_starts[token] == 1:
            extra += w[7]
    return extra


@compiled
def _touched(
    row: int,
    asked: Asked,
    listed: Listed,
    rules: Rules,
    held: Scratch,
    best: tuple[Array, Array, Array],
    touched: Array,
) -> tuple[Array, int, float, int]:
    """Names that some part or door leads to; what the parts that were not looked up may add to any of them.

    Parts so common that they cannot raise anybody alone are not looked up: the names are met at the rarer ones.
    """
    most, sizes, order = best
    start, parts = asked.row_starts[row], asked.row_starts[row + 1] - asked.row_starts[row]
    q = asked.row_query[row]
    most_facts = asked.slack[q] + asked.nationality_bits[q] + (rules.facts[15] if asked.sex[q] else 0.0)
    most_facts += asked.issuer_most[q]
    most_facts += rules.facts[1] if asked.born[q] else 0.0
    initials = _extra(row, asked, rules.name) + min(rules.lone, float(parts)) * rules.name[7]
    needed = max(rules.floor, rules.lowest - most_facts - initials)
    by_size = np.argsort(-sizes[asked.row_parts[start : start + parts]])
    left, several, unlooked = 0.0, 0, 0
    held.epoch[0] += 1
    epoch = held.epoch[0] << 16
    looked_up = False
    for place in range(parts):
        part = by_size[place]
        token = asked.row_parts[start + part]
        if not looked_up and left + most[token] < needed:
            left += most[token]
            unlooked += most[token] > 0
            continue
        looked_up = True
        for i in range(asked.near_starts[token], asked.near_starts[token + 1]):
            near = order[i]
            number = asked.near_numbers[near]
            value = listed.bits[number, asked.near_levels[near]] + rules.name[asked.near_levels[near]]
            if value <= 0:
                break
            several, touched = _mark(number, epoch, part + 1, value, listed, held, touched, several)
    for i in range(asked.door_starts[row], asked.door_starts[row + 1]):
        value, part = 21.5, 64 if asked.door_letters[i] < 0 else 65
        if asked.door_letters[i] > 0:
            value = min(rules.name[14] * asked.door_letters[i], listed.bits[asked.doors[i], 0]) + rules.name[8]
        several, touched = _mark(asked.doors[i], epoch, part, value, listed, held, touched, several)
    return touched, several, left, unlooked


@compiled
def _mark(
    number: int, epoch: int, part: int, value: float, listed: Listed, held: Scratch, touched: Array, several: int
) -> tuple[int, Array]:
    for p in range(listed.posting_starts[number], listed.posting_starts[number + 1]):
        name = listed.postings[p]
        mark = held.marks[name]
        if mark < epoch:
            if several == len(touched):
                touched = _longer(touched, 2 * several)
            touched[several] = name
            several += 1
            held.sums[name] = value
            held.marks[name] = epoch | 256 | part
        elif mark & 255 != part:
            held.sums[name] += value
            held.marks[name] = (mark & ~255) + 256 | part
    return several, touched


@compiled
def _facts(q: int, entry: int, asked: Asked, listed: Listed, w: Array) -> tuple[float, bool, bool]:
    """(bits, the birth date contradicts, the entry names the traveller's State)"""
    start, end = listed.birth_starts[entry], listed.birth_starts[entry + 1]
    code, _ = born(asked.born[q], listed.births[start:end], w)
    bits = born_bits(code, end - start, w) + sex_bits(asked.sex[q], listed.sexes[entry], w)
    first, last = listed.nationality_starts[entry], listed.nationality_starts[entry + 1]
    same, compared = False, asked.nationality[q] != 0 and last > first
    if compared:
        same = among(asked.nationality[q], listed.nationalities[first:last])
        bits += asked.nationality_bits[q] if same else w[14]
    mine, end = asked.issuer_starts[q], asked.issuer_starts[q + 1]
    theirs, last = listed.issuer_starts[entry], listed.issuer_starts[entry + 1]
    if end > mine and last > theirs:
        ours = asked.issuers[mine:end]
        issued, which = issuer(ours, listed.issuers[theirs:last], asked.nationality[q], compared, same)
        bits += issuer_bits(issued, asked.issuer_bits[mine + which] if which >= 0 else 0.0, w)
        same = same or (issued == 1 and ours[which] == asked.state[q])
    return bits, code == 13, same


@compiled
def _supported(q: int, entry: int, asked: Asked, listed: Listed, rules: Rules) -> bool:
    start, end = listed.birth_starts[entry], listed.birth_starts[entry + 1]
    code, _ = born(asked.born[q], listed.births[start:end], rules.facts)
    return born_bits(code, end - start, rules.facts) > 1.5


@compiled
def _compared(
    row: int, name: int, same_nation: bool, asked: Asked, listed: Listed, w: Array, room: Worked
) -> tuple[float, int, float]:
    """(bits, parts that agree, bits of initials among them)"""
    mine = asked.row_parts[asked.row_starts[row] : asked.row_starts[row + 1]]
    their = listed.name_tokens[listed.name_starts[name] : listed.name_starts[name + 1]]
    for i in range(len(mine)):
        start, end = asked.near_starts[mine[i]], asked.near_starts[mine[i] + 1]
        for j in range(len(their)):
            room.near[i, j] = _level(their[j], start, end, asked)
    ours = Name(asked.letters, asked.letter_starts, mine, np.int64(asked.row_family[row]), np.int64(asked.row_cut[row]))
    theirs = Name(listed.letters, listed.letter_starts, their, np.int64(listed.name_family[name]), np.int64(0))
    # The last row is of all travellers.
    nation = asked.row_query[row] if same_nation else len(asked.nationality_classes) - 1
    classes = asked.nationality_classes[nation]
    rare = Rare(listed.bits, listed.profile, classes, asked.borne)
    pairs, shared = alignment.compare(ours, theirs, rare, w, room)
    initials = 0.0
    for pair in range(pairs):
        if room.pairs[pair, 2] == 10:
            initials += room.pair_bits[pair]
    return room.totals.sum(), shared, initials


@compiled
def _level(number: int, first: int, end: int, asked: Asked) -> int:
    last = end
    while first < last:
        middle = (first + last) >> 1
        if asked.near_numbers[middle] < number:
            first = middle + 1
        else:
            last = middle
    return asked.near_levels[first] if first < end and asked.near_numbers[first] == number else -1
