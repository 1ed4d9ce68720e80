"""Which moments of receipt are due for what: the profile's days counted back from now.

Goes in: a profile, a moment. Comes out: moments. Never: a record kept longer than the profile of its admission or the one
in force allows, whichever is shorter (RET1: deadlines may only shorten, the newer profile's cannot lengthen them).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gotravel.domain.errors import InvalidInput
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.sealed_past import Times

SHORTEST_BASIS = 20
"""Characters of an objective reason; a word is none."""


def times(profile: LegalProfile, now: datetime) -> Times:
    return Times(
        now,
        now - timedelta(days=profile.mask_after_days),
        now - timedelta(days=profile.general_delete_days),
        now - timedelta(days=profile.max_retention_days),
    )


def expires_at(profile: LegalProfile, received_at: datetime) -> datetime:
    """The last moment of a record under any hold."""
    return received_at + timedelta(days=profile.max_retention_days)


def review_due(profile: LegalProfile, wanted: date, today: date) -> date:
    """A hold is reviewed within the profile's days (half a year where it names none)."""
    latest = today + timedelta(days=profile.basis_review_days or 183)
    if wanted <= today:
        raise InvalidInput("The review of a hold lies in the future.")
    return min(wanted, latest)
