"""What a court is handed of one match: why it was raised, by which criteria, who decided, and how to check all of it (RGT6).

Goes in: a redress case, the hit with its entry and list, the decisions, the sum computed again. Comes out: text. Never: an
officer's name, another traveller, a sum without its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from gotravel.domain.case import Decision
from gotravel.domain.hit import FIELD_WORDS, Assessment, Hit, Reason, Replayed
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.redress import RedressCase, Remedy
from gotravel.domain.watchlist import Entry, Watchlist

CRITERIA = """A match is a sum of evidence. Each comparison weighs a number of bits: +1 doubles the odds that traveller and listed
person are the same, -1 halves them; what a carrier did not send weighs nothing. Rare names weigh more than common ones. If the
sum reaches the threshold of the list, a case is opened; the threshold is set by simulation and by two people. The likelihood is
told beside it: it takes into account how rarely any traveller is on the list (the prior). With too little to compare no match is
raised at all. No machine decides: two officers look at each case, the second without seeing what the first decided."""
REMEDIES: dict[Remedy, str] = {
    Remedy.TOKEN: "the person is not the listed one; this pair is not raised again",
    Remedy.CORRECT: "the entry is wrong and was handed to the manager of the list to have it corrected at its owner's",
    Remedy.DELIST: "the entry should not stand; its delisting was recommended",
    Remedy.REJECT: "the complaint is not founded",
}


class Matter(msgspec.Struct, frozen=True):
    case: RedressCase
    hit: Hit
    entry: Entry | None
    watchlist: Watchlist
    decisions: Sequence[Decision]
    again: Replayed
    profile: LegalProfile


def court_pack(matter: Matter, at: datetime) -> str:
    case, profile = matter.case, matter.profile
    parts = [
        (f"Redress case {case.number}: pack for the court, made {at:%Y-%m-%d %H:%M} UTC", _complaint(case)),
        ("1. The law", [f"{profile.id} {profile.version}", *profile.legal_refs]),
        ("2. The list", _list(matter)),
        ("3. How a match is raised", CRITERIA.splitlines()),
        ("4. This match", _match(matter.hit.assessment, matter.hit.raised_at)),
        ("5. Computed again for this pack", _again(matter.again)),
        ("6. Who decided", [_decided(one) for one in matter.decisions] or ["Nobody has decided about this match yet."]),
        ("7. What became of the complaint", _outcome(case)),
        ("8. How to check this", _check(matter)),
    ]
    return "\n\n".join("\n".join((title, "-" * len(title), *lines)) for title, lines in parts) + "\n"


def _complaint(case: RedressCase) -> list[str]:
    return [f"Opened {case.opened_at:%Y-%m-%d}, an answer due {case.due_at:%Y-%m-%d}.", f"Complaint: {case.complaint}"]


def _list(matter: Matter) -> list[str]:
    kept, entry = matter.watchlist, matter.entry
    told = [
        f"{kept.name} ({kept.code}), owned by {kept.owner}",
        f"Legal basis: {kept.legal_basis}",
        f"Purpose: {kept.purpose}; offence classes: {', '.join(kept.offence_classes) or 'none named'}",
        f"What an entry has to reach: {kept.listing_threshold or 'not stated by the list'}",
    ]
    if entry is None:
        return [*told, "The version of the entry that this match names was destroyed."]
    ends = f"to be reviewed by {entry.review_due or 'no day'}, ends {entry.expires or 'with the list'}"
    return [
        *told,
        f"Entry {entry.reference}: {entry.category.value}, reliability {entry.reliability or 'not graded'}; {ends}",
    ]


def _match(found: Assessment, raised_at: datetime) -> list[str]:
    return [
        f"Raised {raised_at:%Y-%m-%d %H:%M} UTC. The listed name that fitted best: {found.name_used or 'no longer kept'}",
        *map(_reason, found.reasons),
        f"{found.total_bits:+8.1f}  sum; the threshold of the list was {found.threshold_bits:.1f}",
        f"{found.prior_bits:+8.1f}  prior: how rarely any traveller is on this list",
        f"Likelihood {found.likelihood:.0%} (between {found.likelihood_low:.0%} and {found.likelihood_high:.0%}).",
    ]


def _reason(one: Reason) -> str:
    compared = (
        f" ({one.traveller_value or '-'} / {one.entry_value or '-'})" if one.traveller_value or one.entry_value else ""
    )
    return f"{one.bits:+8.1f}  {FIELD_WORDS.get(one.field, one.field)}: {one.sentence}{compared}"


def _again(again: Replayed) -> list[str]:
    if again.computed is None:
        return ["It could not be computed again:", *again.differences]
    same = [] if again.differences else ["It is the sum of the day it was raised."]
    return [f"{again.computed:+.1f} bits; stored {again.stored:+.1f}.", *same, *again.differences]


def _decided(one: Decision) -> str:
    agreed = ", ".join(identifier.value for identifier in one.checked.identifiers) or "nothing marked"
    head = f"{one.decided_at:%Y-%m-%d %H:%M} UTC, {one.stage} officer ({one.officer}): {one.outcome.value}"
    return f"{head}\n  compared and found to agree: {agreed}\n  reason: {one.text}"


def _outcome(case: RedressCase) -> list[str]:
    told = [f"State: {case.state.value}"]
    if case.proposal is not None:
        told.append(f"Proposed: {REMEDIES[case.proposal]}. {case.reason or ''}".rstrip())
    if case.recommendation and not case.reply and case.reply_due:
        told.append(f"The ombudsperson waits for a reply, due {case.reply_due:%Y-%m-%d}.")
    said = (
        ("Done", case.handed_back),
        ("On appeal", case.appeal_outcome),
        ("The ombudsperson recommends a delisting", case.recommendation),
        ("Reply to the ombudsperson", case.reply),
    )
    return told + [f"{what}: {text}" for what, text in said if text]


def _check(matter: Matter) -> list[str]:
    return [
        *matter.again.made_with,
        f"gotravel replay {matter.hit.id}    computes the sum again from the same entry, name frequencies and record",
        f"gotravel prove-event    shows that an event about {matter.hit.id} stands in the audit as it was written",
        "gotravel verify-audit --checkpoints FILE    shows, with the file that an outside body keeps, that none was changed",
    ]
