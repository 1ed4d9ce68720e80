"""What two names say about being of one person: the compiled comparison, told in sentences.

Goes in: a traveller's name and a listed one as parts, how common parts are. Comes out: bits, as reasons. Never: a sum that is
not the sum of its reasons.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gotravel.domain.hit import Reason
from gotravel.names.compiled import readable
from gotravel.names.nearness import EDIT, EDITS, EXACT, SAME, SOUND, SPELLING, marked, nearness
from gotravel.screening import weights as w
from gotravel.screening.alignment import CUT, INITIAL, Name, room
from gotravel.screening.alignment import Rare as RareParts
from gotravel.screening.alignment import compare as compared
from gotravel.screening.frequencies import Rare, Rarities
from gotravel.screening.spelled import Spelled

SENTENCES = {
    EXACT: ("name-equal", "{} agrees: about 1 traveller in {:,} bears it"),
    SAME: ("name-same", "{} and {} are spellings of one name: about 1 traveller in {:,} bears one"),
    SPELLING: ("name-spelling", "{} and {} are spelled much alike: about 1 traveller in {:,} bears such a name"),
    EDIT: ("name-slip", "{} and {} differ by one letter: about 1 traveller in {:,} is as near"),
    SOUND: ("name-sound", "{} and {} sound alike: about 1 traveller in {:,} bears a name that does"),
    EDITS: ("name-slips", "{} and {} differ by two letters: about 1 traveller in {:,} is as near"),
    INITIAL: ("name-initial", "{} and {} begin with one letter"),
    CUT: ("name-cut", "{} may be {}, cut off by a system"),
}
TOTALS = (
    ("name-together", "These parts are often borne together, so together they say less"),
    ("name-left-over", "Parts of the name without a counterpart"),
    ("name-one-part", "Only one part agrees, as in a family"),
    ("name-order", "The parts stand in another order"),
    ("name-role", "A family name agrees with a given name, or the family names differ"),
)


class NameEvidence(NamedTuple):
    bits: float
    shared: int
    reasons: tuple[Reason, ...]


def compare(ours: Spelled, theirs: Spelled, frequencies: Rare, nationality: str | None = None) -> NameEvidence:
    """`nationality`: the one that both have, where they agree; names that go with it then prove less."""
    held = room()
    mine, their = [marked(part) for part in ours.parts], [marked(part) for part in theirs.parts]
    for i, one in enumerate(mine):
        for j, other in enumerate(their):
            held.near[i, j] = nearness(*one, *other)
    rare = frequencies.rarities(theirs.parts)
    classes = frequencies.nationality(nationality)[1] if nationality else frequencies.classes
    told = RareParts(
        readable(rare.bits), readable(rare.profile), np.array(classes, np.float32), frequencies.borne(ours.parts)
    )
    listed = _name(theirs)
    listed = listed._replace(**{field: readable(getattr(listed, field)) for field in ("letters", "starts", "parts")})
    count, shared = compared(_name(ours), listed, told, w.NAME, held)
    parts = [
        _told(ours, theirs, tuple(held.pairs[place].tolist()), float(held.pair_bits[place]), rare)
        for place in range(count)
    ]
    sums = [
        Reason(code, "name", float(bits), sentence)
        for (code, sentence), bits in zip(TOTALS, held.totals[1:], strict=True)
        if bits
    ]
    return NameEvidence(float(held.totals.sum()), int(shared), (*parts, *sums))


def _name(spelled: Spelled) -> Name:
    letters = [marked(part).letters for part in spelled.parts]
    starts = np.zeros(len(letters) + 1, np.int64)
    np.cumsum([len(part) for part in letters], out=starts[1:])
    text = np.concatenate(letters) if letters else np.empty(0, np.uint8)
    return Name(text, starts, np.arange(len(letters), dtype=np.int32), spelled.family, spelled.cut)


def _told(ours: Spelled, theirs: Spelled, pair: tuple[int, ...], bits: float, rare: Rarities) -> Reason:
    mine, their, kind, joined = pair
    code, sentence = SENTENCES[kind]
    words = _words(ours.parts, mine), _words(theirs.parts, their)
    field = "family-name" if (mine & ours.family or (not ours.family and their & theirs.family)) else "given-names"
    one_in = 2 ** float(rare.bits[their.bit_length() - 1, min(kind, EDITS)])
    if kind in (INITIAL, CUT):
        told = sentence.format(*words)
    elif kind == EXACT:
        told = sentence.format(words[0], round(one_in))
    else:
        told = sentence.format(*words, round(one_in))
    if joined:
        code, told = "name-joined", f"{words[0]} and {words[1]} are the same parts, written joined or apart"
    return Reason(code, field, bits, told, *words)


def _words(parts: tuple[str, ...], mask: int) -> str:
    return " ".join(part for place, part in enumerate(parts) if mask >> place & 1)
