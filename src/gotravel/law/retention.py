"""Which moments of receipt are due for what: the profile's days counted back from now.

Goes in: the laws that reigned, a moment. Comes out: moments. Never: a record kept longer than the shortest of all laws
that reigned since it was received (RET1: deadlines may only shorten; a newer law cannot lengthen them).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from gotravel.domain.errors import InvalidInput
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.sealed_past import Times

SHORTEST_BASIS = 20
"""Characters of an objective reason; a word is none."""
NEVER = datetime.min.replace(tzinfo=UTC)
INFORMED = timedelta(days=30)
"""How long the result of an assessment stays after its recipient got it: for questions back, and for a recall (RET7)."""
Reigns = Sequence[LegalProfile]
"""The laws in force one after the other, the present one last."""


def times(reigns: Reigns, now: datetime) -> Times:
    return Times(
        now,
        due_before(reigns, now, lambda law: law.mask_after_days),
        due_before(reigns, now, lambda law: law.general_delete_days),
        due_before(reigns, now, lambda law: law.max_retention_days),
    )


def due_before(reigns: Reigns, now: datetime, days: Callable[[LegalProfile], int]) -> datetime:
    """What was received before this moment is due. The later a record came, the fewer laws it saw, so that what is due
    is always a past without holes, and one moment bounds it."""
    latest = NEVER
    for number, law in enumerate(reigns):
        due = now - timedelta(days=min(days(later) for later in reigns[number:]))
        ends = _begins(reigns[number + 1]) if number + 1 < len(reigns) else now
        if number == 0 or due > _begins(law):
            latest = max(latest, min(due, ends))
    return latest


def _begins(law: LegalProfile) -> datetime:
    return datetime.combine(law.effective, time.min, UTC)


def expires_at(reigns: Reigns, received_at: datetime) -> datetime:
    """The last moment of a record under any hold."""
    seen = [
        law
        for number, law in enumerate(reigns)
        if number + 1 == len(reigns) or _begins(reigns[number + 1]) > received_at
    ]
    return received_at + timedelta(days=min(law.max_retention_days for law in seen))


def review_due(profile: LegalProfile, wanted: date, today: date) -> date:
    """A hold is reviewed within the profile's days (half a year where it names none)."""
    latest = today + timedelta(days=profile.basis_review_days or 183)
    if wanted <= today:
        raise InvalidInput("The review of a hold lies in the future.")
    return min(wanted, latest)
