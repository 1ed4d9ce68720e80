"""Whether a message speaks of a flight that the law lets us collect.

Goes in: a decoded message, the profile. Comes out: the message, or None. Never: a passenger of an out-of-scope flight
in what comes out.
"""

from __future__ import annotations

from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.message import Message
from gotravel.law.scope import in_scope


def within_scope(message: Message, profile: LegalProfile) -> Message | None:
    """A message that names no leg is kept: which flight it means is a question to the carrier, not a reason to lose it."""
    if not message.legs or any(in_scope(leg, profile) for leg in message.legs):
        return message
    return None
