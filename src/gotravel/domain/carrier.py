"""A carrier as the unit's partner. Goes in: nothing. Comes out: values. Never: a credential in clear."""

from __future__ import annotations

import msgspec

from gotravel.domain.actor import Actor, ActorKind
from gotravel.domain.ids import CarrierCode


class Carrier(msgspec.Struct, frozen=True):
    code: CarrierCode
    name: str
    contact: str | None = None
    active: bool = True

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.CARRIER, self.code)
