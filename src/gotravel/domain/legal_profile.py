"""A legal profile: a State's law as data, section (b) of the requirements. Loaded and checked by `law/profile.py`.

Goes in: nothing. Comes out: frozen structs. Never: a value past the floor, the validator refuses it.
"""

from __future__ import annotations

from datetime import date

import msgspec


class Purpose(msgspec.Struct, frozen=True):
    code: str
    text: str
    case_needed: bool = False
    """A search for this purpose names a case or request that exists (PUR1)."""


class Offence(msgspec.Struct, frozen=True):
    code: str
    text: str
    min_max_penalty_months: int = 36
    ordinary_crime_check: bool = False
    excluded: tuple[str, ...] = ()
    """Ordinary forms of it that do not count (C-817/19 paras 151-157)."""


class FlightScope(msgspec.Struct, frozen=True):
    external: bool = True
    internal: str = "none"
    """`none`, `selected` or `all`."""
    assessment_id: str | None = None
    expires: date | None = None
    reasons: str = ""
    """Why internal flights: the threat, or why these lines were selected (C-817/19 paras 163-174)."""
    review: date | None = None
    reviewed_by: str = ""
    """The court or independent body that reviews the assessment."""
    documents: tuple[str, ...] = ()
    """Where the assessment's papers are kept."""
    home: tuple[str, ...] = ()
    """ISO alpha-2 of the territory whose border counts as external."""


class SensitivePolicy(msgspec.Struct, frozen=True):
    grounds: tuple[str, ...] = ()
    action: str = "delete"
    vital_interest: bool = False
    days: int = 0
    extra_codes: tuple[str, ...] = ()
    """Carrier-private SSR codes to strip as well."""


class PriorApproval(msgspec.Struct, frozen=True):
    body: str = "court"
    from_: str = msgspec.field(name="from", default="always")
    urgent_hours: int = 24


class Authority(msgspec.Struct, frozen=True):
    id: str
    name: str
    purposes: tuple[str, ...]
    channels: tuple[str, ...] = ("desk",)


class Transfer(msgspec.Struct, frozen=True):
    partner: str
    basis: str
    consent: bool
    onward: bool
    expires: date


class Rights(msgspec.Struct, frozen=True):
    deadline_days: int = 30
    indirect: bool = True
    notify_after_use: bool = True


class Redress(msgspec.Struct, frozen=True):
    body: str = ""
    token: bool = True
    days: int = 365


class Oversight(msgspec.Struct, frozen=True):
    dpa: str = ""
    dpo: bool = True
    ombudsperson: bool = False


class Iapi(msgspec.Struct, frozen=True):
    on: bool = False
    timeout: str = "board"
    auto_deny: bool = False


class Penalties(msgspec.Struct, frozen=True):
    max: int = 0
    outage_exempt: bool = True


class ListAllowed(msgspec.Struct, frozen=True):
    type: str
    owner: str


class Dpia(msgspec.Struct, frozen=True):
    """The impact assessment and the prior consultation that a kind of processing needs before it begins (SEC4)."""

    id: str
    consulted: date
    authority: str
    covers: tuple[str, ...] = ()
    """Kinds of processing that were assessed, as in `data_categories`: a new one needs a new assessment."""


class LegalProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    version: str
    edition: str
    effective: date
    legal_refs: tuple[str, ...]
    data_categories: tuple[str, ...]
    pnr_elements: tuple[int, ...]
    modes: tuple[str, ...]
    flight_scope: FlightScope
    push_times: tuple[str, ...]
    purposes: tuple[Purpose, ...]
    offences: tuple[Offence, ...]
    air_link_required: bool
    sensitive: SensitivePolicy
    lists_allowed: tuple[ListAllowed, ...]
    rule_review_days: int
    rule_max_hit_rate: float
    disparity_max: float
    ml: str
    review_officers: int
    prior_approval: PriorApproval
    mask_after_days: int
    general_delete_days: int
    max_retention_days: int
    delete_on_departure: bool
    log_retention_days: int
    authorities: tuple[Authority, ...]
    transfers: tuple[Transfer, ...]
    territory: tuple[str, ...]
    rights: Rights
    redress: Redress
    oversight: Oversight
    breach_hours: int
    iapi: Iapi
    penalties: Penalties
    stats: tuple[str, ...]
    standards_map: dict[str, str]
    dpia: Dpia | None = None
    """None in examples and training: then no carrier's data are taken in outside training (SEC4)."""
    basis_review_days: int | None = None
    api_border_delete_hours: int | None = None
    quarantine_hours: int = 72
    """How long the sealed bytes of an unreadable message may be kept."""
    max_pushes: int = 12
    """More pushes for one flight than this raise an alert (COL4)."""
