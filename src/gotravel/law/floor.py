"""The floor: what no profile may relax, one row a rule.

Goes in: a profile. Comes out: the rules it breaks, each with the requirement that forbids it. Never: a way round.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from gotravel.domain.legal_profile import LegalProfile

GROUNDS = (
    "race-or-ethnic-origin",
    "political-opinion",
    "religion-or-belief",
    "trade-union-membership",
    "health",
    "sexual-life",
    "sexual-orientation",
)
"""Directive (EU) 2016/681 art. 13(4)."""


class Violation(msgspec.Struct, frozen=True):
    requirement: str
    field: str
    sentence: str


Rule = tuple[str, str, Callable[[LegalProfile], bool], str]
RULES: tuple[Rule, ...] = (
    (
        "COL1",
        "pnr_elements",
        lambda p: all(1 <= e <= 19 for e in p.pnr_elements),
        "only the elements 1 to 19 may be listed",
    ),
    (
        "COL1",
        "data_categories",
        lambda p: set(p.data_categories) <= {"API", "iAPI", "PNR", "CREW"},
        "only API, iAPI, PNR and CREW may be collected",
    ),
    (
        "COL8",
        "flight_scope.internal",
        lambda p: p.flight_scope.internal == "none" or bool(p.flight_scope.assessment_id and p.flight_scope.expires),
        "internal flights need an assessment and its expiry",
    ),
    (
        "SEN1",
        "sensitive.grounds",
        lambda p: set(GROUNDS) <= set(p.sensitive.grounds),
        "every ground of sensitive data has to be listed",
    ),
    ("SEN1", "sensitive.action", lambda p: p.sensitive.action == "delete", "sensitive data are deleted at receipt"),
    (
        "SEN3",
        "sensitive.days",
        lambda p: p.sensitive.days <= (7 if p.sensitive.vital_interest else 0),
        "a vital-interest quarantine lasts 7 days at most",
    ),
    (
        "PUR1",
        "purposes",
        lambda p: bool(p.purposes) and all(x.code and x.text for x in p.purposes),
        "every purpose needs a code and a text",
    ),
    (
        "PUR2",
        "offences",
        lambda p: all(o.min_max_penalty_months > 0 for o in p.offences),
        "every offence needs its penalty",
    ),
    (
        "WL1",
        "lists_allowed",
        lambda p: bool(p.lists_allowed),
        "only registered lists of persons sought or under alert may be used",
    ),
    ("RUL1", "ml", lambda p: p.ml in ("none", "offline_draft"), "machine learning never scores travellers"),
    ("RUL3", "rule_review_days", lambda p: 0 < p.rule_review_days <= 365, "criteria are reviewed at least yearly"),
    ("REV1", "review_officers", lambda p: p.review_officers >= 1, "a named officer decides on every hit"),
    (
        "DIS2",
        "prior_approval.body",
        lambda p: p.prior_approval.body in ("court", "independent"),
        "a court or an independent body approves disclosure",
    ),
    (
        "DIS3",
        "prior_approval.from",
        lambda p: p.prior_approval.from_ in ("always", "after_mask"),
        "approval is needed always, or from masking on",
    ),
    (
        "RET1",
        "mask_after_days",
        lambda p: 0 < p.mask_after_days <= 730,
        "records are masked after 730 days at the latest",
    ),
    (
        "RET1",
        "general_delete_days",
        lambda p: 0 < p.general_delete_days <= p.max_retention_days,
        "records are deleted by the last day of retention",
    ),
    (
        "RET5",
        "max_retention_days",
        lambda p: 0 < p.max_retention_days <= 1826,
        "nothing is kept longer than five years",
    ),
    ("LOG4", "log_retention_days", lambda p: p.log_retention_days >= 365, "logs are kept long enough to be inspected"),
    (
        "EXC1",
        "transfers",
        lambda p: all(t.basis and t.partner for t in p.transfers),
        "every transfer partner needs a basis",
    ),
    ("RGT2", "rights.deadline_days", lambda p: 0 < p.rights.deadline_days <= 90, "people are answered within 90 days"),
    ("OVS1", "oversight.dpo", lambda p: p.oversight.dpo, "a data-protection officer oversees"),
    ("OVS2", "oversight.dpa", lambda p: bool(p.oversight.dpa), "an independent authority inspects"),
    ("CAR2", "penalties.outage_exempt", lambda p: p.penalties.outage_exempt, "an outage is not penalised"),
    (
        "IAP1",
        "iapi.auto_deny",
        lambda p: not p.iapi.auto_deny or p.iapi.on,
        "nobody is denied boarding by a machine alone",
    ),
    (
        "IAP2",
        "iapi.timeout",
        lambda p: p.iapi.timeout in ("board", "hold"),
        "a time-out boards or holds, and never denies",
    ),
    (
        "SEN1",
        "quarantine_hours",
        lambda p: 0 <= p.quarantine_hours <= 168,
        "unreadable messages are destroyed within a week",
    ),
)


def violations(profile: LegalProfile) -> tuple[Violation, ...]:
    return tuple(
        Violation(requirement, field, f"{requirement} forbids this value of {field}: {sentence}.")
        for requirement, field, holds, sentence in RULES
        if not holds(profile)
    )
