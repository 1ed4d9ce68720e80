"""Who is who in one booking: a document or an infant's announcement in, the traveller it belongs to out.

A reference is believed unless the name says clearly that it is somebody else. Nobody is dropped: a document that fits
no traveller makes one, with a finding.
"""

from __future__ import annotations

from typing import Final

from gotravel.domain.message import Name, PersonKind, Sex
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.pnrgov.documents import INFANT_YEARS, PLACEHOLDERS, Infant
from gotravel.wire.pnrgov.draft import MOST_HELD, BookingDraft, Paper, TravellerDraft
from gotravel.wire.pnrgov.names import letters, same_person, same_spelling, titled, untitled
from gotravel.wire.pnrgov.reading import Reading

GROWN_YEARS: Final = 12
GENERATION: Final = 13
SEX_OF_TITLE: Final = {
    "MR": Sex.MALE, "MSTR": Sex.MALE, "SIR": Sex.MALE, "MRS": Sex.FEMALE, "MS": Sex.FEMALE, "MISS": Sex.FEMALE, "MME": Sex.FEMALE,
}  # fmt: skip


def holder_of(
    reading: Reading,
    booking: BookingDraft,
    paper: Paper,
    named: TravellerDraft | None,
    segment: Segment,
    *,
    is_referred: bool,
) -> None:
    """Gives the paper to its holder, who takes over what it says. `named` is referred to, or stands above it only."""
    held = _already(booking, paper)
    holder = held or _holder(reading, booking, paper, named, segment, is_referred=is_referred)
    take(booking, holder, paper, repeated=held is not None)


def by_name(reading: Reading, booking: BookingDraft, paper: Paper, segment: Segment) -> None:
    """The same where it refers to somebody unknown: whoever it names, or a new traveller."""
    held = other = _already(booking, paper)
    if other is None:
        infants = paper.is_infant or _is_baby(reading, paper)
        other = _infant_holder(booking, paper, None) if infants else _other(booking, paper, None)
    take(booking, other or _added(reading, booking, paper, segment), paper, repeated=held is not None)


def _already(booking: BookingDraft, paper: Paper) -> TravellerDraft | None:
    """The same document said once more (under each flight, for instance)."""
    if not paper.number:
        return None
    for one, held in booking.by_number.get(paper.number, ()):
        if held.issuer == paper.issuer and _spells(held, paper):
            return one
    return None


def _spells(held: Paper, paper: Paper) -> bool:
    return not (held.family and paper.family) or same_person(held.family, held.given, paper.family, paper.given)


def _holder(
    reading: Reading,
    booking: BookingDraft,
    paper: Paper,
    named: TravellerDraft | None,
    segment: Segment,
    *,
    is_referred: bool,
) -> TravellerDraft:
    if named is not None and named.kind is PersonKind.GROUP:
        named = None  # a group has no passport; one of its people has
    if not (paper.family or paper.given):
        return named or _alone(booking) or _added(reading, booking, paper, segment)
    infants = paper.is_infant or _is_baby(reading, paper)
    if infants and named is not None and named.kind is PersonKind.ADULT and _bare_infant(booking, paper) is not None:
        return _infant_holder(booking, paper, named)
    of_another = named is not None and (
        _is_of_infant(reading, paper, named) if paper.is_infant else infants and _has_infant(named)
    )
    if named is not None and fits(named, paper) and not of_another and not _is_elders(named, paper):
        namesake = None if _spelled(named, paper) else _namesake(booking, paper)
        if namesake is None and not is_referred and _is_initial(named) and _is_of_other_sex(named, paper):
            namesake = _of_this_sex(booking, paper)
        if namesake is not None:
            reading.say("document-of-another-traveller", segment)
        return namesake or named
    if infants:
        return _infant_holder(booking, paper, named)
    other = _other(booking, paper, named)
    if other is not None:
        if named is not None:
            reading.say("document-of-another-traveller", segment)
        return other
    taken = named is not None and any(fits(named, held) for held in named.shown if held.family)
    if named is not None and not taken and (is_referred or not _is_of_other_sex(named, paper)):
        return named
    if named is not None and is_referred and _has_more_names(named, paper):
        return named
    return _lone_and_bare(booking, paper, named) or _added(reading, booking, paper, segment)


def _is_of_infant(reading: Reading, paper: Paper, adult: TravellerDraft) -> bool:
    """Whether a document with an infant's sex code is not of the adult it refers to, whose name may be much alike."""
    if _has_infant(adult):
        return True
    if adult.kind is not PersonKind.ADULT or (_age(reading, paper) or 0) >= GROWN_YEARS:
        return False
    born = adult.born[0] if adult.born else paper.born
    return not _spelled(adult, paper) or born != paper.born


def _is_of_other_sex(one: TravellerDraft, paper: Paper) -> bool:
    """A Mrs of one name and a man's passport in another are two people, though one stands under the other."""
    told = _sex_by_title(one)
    return told is not None and paper.sex in (Sex.MALE, Sex.FEMALE) and paper.sex is not told


def _sex_differs(one: TravellerDraft, paper: Paper) -> int:
    """3 where another document of theirs says so, 2 where the title does, 1 where nobody knows, else 0."""
    if paper.sex not in (Sex.MALE, Sex.FEMALE):
        return 1
    if any(held.sex in (Sex.MALE, Sex.FEMALE) and held.sex is not paper.sex for held in one.shown):
        return 3
    told = _sex_by_title(one)
    return 1 if told is None else 2 * (told is not paper.sex)


def _sex_by_title(one: TravellerDraft) -> Sex | None:
    title = one.title or titled(one.given) or ""
    return SEX_OF_TITLE.get(title.upper())


def _has_more_names(one: TravellerDraft, paper: Paper) -> bool:
    """Another passport of the same birth and sex, in which some names are added or left out."""
    told = set(f"{paper.family} {paper.given}".upper().split())
    held = [other for other in one.shown if (other.born, other.sex) == (paper.born, paper.sex) and paper.born]
    names = [set(f"{other.family} {other.given}".upper().split()) for other in held]
    return any(own <= told or told <= own for own in names)


def _is_elders(one: TravellerDraft, paper: Paper) -> bool:
    """Whether the traveller's own document tells of another generation: fathers and sons have one name."""
    if not paper.born or not one.papers:
        return False
    born = next((held.born for held in one.shown if held.born), None)
    return born is not None and abs(int(born[:4]) - int(paper.born[:4])) >= GENERATION


def fits(one: TravellerDraft, paper: Paper) -> bool:
    return one.kind is not PersonKind.GROUP and same_person(one.family, one.given, paper.family, paper.given)


def _spelled(one: TravellerDraft, paper: Paper) -> bool:
    """Whether the document names the traveller letter by letter, titles aside."""
    return same_spelling(one.family, one.given, paper.family, paper.given)


def _namesake(booking: BookingDraft, paper: Paper) -> TravellerDraft | None:
    """Who is named letter by letter and has no document yet: Mark's passport is not Mary's, whatever it refers to."""
    people = booking.people(paper.family, paper.given)
    return next((one for one in people if not one.papers and _spelled(one, paper)), None)


def _of_this_sex(booking: BookingDraft, paper: Paper) -> TravellerDraft | None:
    """Of a Mr and a Mrs whose given names are one initial, she whose passport it is."""
    people = [one for one in booking.people(paper.family, paper.given) if not one.papers and fits(one, paper)]
    fitting = [one for one in people if not _is_of_other_sex(one, paper) and not _is_elders(one, paper)]
    return fitting[0] if len(fitting) == 1 and _is_initial(fitting[0]) else None


def _is_initial(one: TravellerDraft) -> bool:
    """A whole given name says more than a title."""
    return len(letters(untitled(one.given))) == 1


def _other(booking: BookingDraft, paper: Paper, named: TravellerDraft | None) -> TravellerDraft | None:
    return _nearest(paper, [one for one in booking.people(paper.family, paper.given) if one is not named], named)


def _nearest(paper: Paper, among: list[TravellerDraft], guardian: TravellerDraft | None) -> TravellerDraft | None:
    """Whoever is named letter by letter before whoever is named nearly so; then who has no document yet, and whose
    guardian the document refers to."""
    fitting = [one for one in among if fits(one, paper) and not _is_elders(one, paper)]
    order = [
        (not _spelled(one, paper), _sex_differs(one, paper), bool(one.papers), one.guardian is not guardian)
        for one in fitting
    ]
    return fitting[order.index(min(order))] if fitting else None


def _bare_infant(booking: BookingDraft, paper: Paper) -> TravellerDraft | None:
    """An infant of this very name who has no document yet."""
    bare = [one for one in _infants(booking, paper.family, paper.given) if not one.papers]
    return next((one for one in bare if _spelled(one, paper)), None)


def _infants(booking: BookingDraft, family: str | None, given: str | None) -> list[TravellerDraft]:
    return [one for one in booking.people(family, given) if one.kind is PersonKind.INFANT]


def _alone(booking: BookingDraft) -> TravellerDraft | None:
    lone = booking.travellers[0] if len(booking.travellers) == 1 else None
    return lone if lone is not None and lone.kind is not PersonKind.GROUP else None


def _lone_and_bare(booking: BookingDraft, paper: Paper, named: TravellerDraft | None) -> TravellerDraft | None:
    """A booking of one traveller who has no document yet: another spelling of the same person."""
    lone = _alone(booking)
    if named is not None or lone is None or lone.papers or _is_of_other_sex(lone, paper):
        return None
    return lone


def _has_infant(adult: TravellerDraft) -> bool:
    return adult.with_infant or adult.ward is not None


def _age(reading: Reading, paper: Paper) -> int | None:
    departure = reading.departure
    if not paper.born or not departure:
        return None
    return int(departure[:4]) - int(paper.born[:4]) - (departure[5:10] < paper.born[5:10])


def _is_baby(reading: Reading, paper: Paper) -> bool:
    age = _age(reading, paper)
    return age is not None and age < INFANT_YEARS


def _infant_holder(booking: BookingDraft, paper: Paper, named: TravellerDraft | None) -> TravellerDraft:
    """An infant by name, the adult's only infant without a document, the booking's only such infant, or a new one."""
    infants = [one for one in _infants(booking, paper.family, paper.given) if not _differs(one, paper, named)]
    bare = [one for one in infants if not one.papers]
    own = [one for one in bare if named is not None and one.guardian is named]
    fitting = _nearest(paper, infants, named)
    chosen = fitting or (own[0] if len(own) == 1 else None) or (bare[0] if len(bare) == 1 and not own else None)
    if chosen is not None:
        if chosen.guardian is None and named is not None and named.kind is PersonKind.ADULT:
            chosen.travels_with(named)
        return chosen
    if named is not None and named.kind is PersonKind.INFANT:
        return named
    return _new_infant(booking, paper.segment, paper.family, paper.given, named)


def _differs(infant: TravellerDraft, paper: Paper, adult: TravellerDraft | None) -> bool:
    """Whether an infant, though named much alike, has another document and two differences more: two families may travel
    with infants of one name, and one infant may have two passports."""
    if not infant.papers or not paper.number or any(held.number == paper.number for held in infant.shown):
        return False
    births = [held.born for held in infant.shown if held.born]
    sexes = [held.sex for held in infant.shown if held.sex is not None]
    is_born_otherwise = bool(births) and paper.born is not None and paper.born not in births
    is_of_other_sex = bool(sexes) and paper.sex is not None and paper.sex not in sexes
    is_with_another = infant.guardian is not None and adult is not None and infant.guardian is not adult
    is_spelled_otherwise = not _spelled(infant, paper)
    return sum((is_born_otherwise, is_of_other_sex, is_with_another, is_spelled_otherwise)) > 1


def infant_of(booking: BookingDraft, told: Infant, adult: TravellerDraft | None, segment: int) -> TravellerDraft:
    """The infant that INFT announces: one met as TIF, one announced before, or a new one."""
    infants = _infants(booking, told.family, told.given)
    # Two adults may announce infants of one name, or of none.
    own = [one for one in infants if adult is None or one.guardian is None or one.guardian is adult]
    known = next((one for one in own if (one.family, one.given) == (told.family, told.given)), None)
    if known is None:
        alike = [one for one in own if one.born is None or not told.born or one.born[0] == told.born]
        known = next((one for one in alike if _is_announced(one, told)), None)
    free = [one for one in infants if one.guardian in (None, adult)]
    # A booking's only infant under a placeholder (INFANT/BABY) is the one announced.
    if known is None and len(free) == 1 and (not told.family or _is_placeholder(told, free[0])):
        known = free[0]
    infant = known or _new_infant(booking, segment, told.family, told.given, adult)
    if infant.guardian is None:
        infant.travels_with(adult)
    infant.title = infant.title or told.title
    if told.born and infant.born is None:
        infant.born = (told.born, segment)
    return infant


def _is_announced(one: TravellerDraft, told: Infant) -> bool:
    """Of those whom another announcement has told of, only whose name this one goes on with: twins are named much alike."""
    if not same_person(one.family, one.given, told.family, told.given):
        return False
    own, other = (one.given or "").upper(), (told.given or "").upper()
    return one.born is None or own.startswith(other) or other.startswith(own)


def _is_placeholder(told: Infant, infant: TravellerDraft) -> bool:
    words = {(told.family or "").upper(), (told.given or "").upper()}
    words |= {(infant.family or "").upper(), (infant.given or "").upper()}
    return not words.isdisjoint(PLACEHOLDERS)


def _new_infant(
    booking: BookingDraft, segment: int, family: str | None, given: str | None, adult: TravellerDraft | None
) -> TravellerDraft:
    infant = TravellerDraft(segment, family, given)
    infant.kind = PersonKind.INFANT
    infant.travels_with(adult)
    return booking.join(infant)


def _added(reading: Reading, booking: BookingDraft, paper: Paper, segment: Segment) -> TravellerDraft:
    reading.say("traveller-only-in-document", segment)
    return booking.join(TravellerDraft(segment.ordinal, paper.family, paper.given))


def take(booking: BookingDraft, one: TravellerDraft, paper: Paper, *, repeated: bool = False) -> None:
    """What a document says of its holder; the first document's word counts, another spelling is kept."""
    spelled = next((held for held in one.shown if held.family), None) if one.papers else None
    if spelled is not None and paper.family and (spelled.family, spelled.given) != (paper.family, paper.given):
        name = Name(paper.family, paper.given)
        one.other_names += [] if name in one.other_names[:MOST_HELD] else [name]
    if paper.born and one.born is None:
        one.born = (paper.born, paper.segment)
    if paper.nationality and one.nationality is None:
        one.nationality = (paper.nationality, paper.segment)
    one.sex = one.sex or paper.sex
    if not repeated:
        one.papers.append(paper)
        namesakes = booking.by_number.setdefault(paper.number, [])
        if len(namesakes) < MOST_HELD:
            namesakes.append((one, paper))
