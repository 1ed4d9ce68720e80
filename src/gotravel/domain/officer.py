"""An officer's account. Goes in: nothing. Comes out: values. Never: a password, a TOTP secret or a session token."""

from __future__ import annotations

import msgspec

from gotravel.domain.actor import Actor, ActorKind, Role
from gotravel.domain.ids import OfficerId


class Officer(msgspec.Struct, frozen=True):
    id: OfficerId
    sign_in: str
    """What the officer types to sign in; unique."""
    shown_name: str
    roles: frozenset[Role]
    active: bool = True
    training_valid: bool = True

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.OFFICER, str(self.id), self.roles)
