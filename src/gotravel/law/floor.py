"""The floor: what no profile may relax, one row a rule.

Goes in: a profile. Comes out: the rules it breaks, each with the requirement that forbids it. Never: a way round.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from gotravel.domain.legal_profile import FlightScope, LegalProfile

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


LIST_TYPES = frozenset({"sought-or-alert", "sanctions", "notice", "stolen-documents"})
PUSH_TIME = re.compile(r"-([1-9]|[1-6]\d|7[0-2])h|check-in|closure")


class Violation(msgspec.Struct, frozen=True):
    requirement: str
    field: str
    sentence: str


def _assessed(scope: FlightScope) -> bool:
    told = (scope.assessment_id, scope.expires, scope.review, scope.reasons.strip(), scope.reviewed_by.strip())
    return all(told) and bool(scope.documents)


def _european(profile: LegalProfile) -> bool:
    return any("2016/681" in reference for reference in profile.legal_refs[:1])


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
        lambda p: p.flight_scope.internal == "none" or _assessed(p.flight_scope),
        "internal flights need an assessment with reasons, expiry, review, a reviewing body and papers on file",
    ),
    (
        "COL8",
        "flight_scope.internal",
        lambda p: p.flight_scope.internal in ("none", "selected", "all"),
        "internal flights are collected not at all, selected or all",
    ),
    ("COL6", "modes", lambda p: set(p.modes) <= {"air", "sea", "rail", "road"}, "modes are air, sea, rail and road"),
    ("COL4", "max_pushes", lambda p: 0 < p.max_pushes <= 24, "a flight is pushed some times and no more"),
    (
        "COL5",
        "push_times",
        lambda p: bool(p.push_times) and all(PUSH_TIME.fullmatch(t) for t in p.push_times),
        "push times are hours before departure from -72h on, check-in and closure",
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
    (
        "WL1",
        "lists_allowed",
        lambda p: {kind.type for kind in p.lists_allowed} <= LIST_TYPES,
        "only lists of persons or objects sought or under alert may be used, no commercial or social-media sets",
    ),
    (
        "PUR4",
        "purposes",
        lambda p: not _european(p) or {x.code for x in p.purposes} <= {"terrorism", "serious-crime"},
        "under the Directive the store serves terrorism and serious crime only, not border control",
    ),
    (
        "PUR2",
        "offences",
        lambda p: not _european(p) or all(o.min_max_penalty_months >= 36 for o in p.offences),
        "under the Directive an offence is punishable by three years at the least",
    ),
    (
        "RET3",
        "general_delete_days",
        lambda p: not _european(p) or (p.general_delete_days <= 183 and bool(p.basis_review_days)),
        "under the Directive data without an objective basis are deleted after six months, and a basis is reviewed",
    ),
    (
        "RET6",
        "basis_review_days",
        lambda p: p.basis_review_days is None or 0 < p.basis_review_days <= 366,
        "a reason to keep a record is reviewed at least yearly",
    ),
    (
        "RET1",
        "api_border_delete_hours",
        lambda p: p.api_border_delete_hours is None or 0 < p.api_border_delete_hours <= 72,
        "data for border control are deleted within 72 hours",
    ),
    (
        "RUL6",
        "rule_max_hit_rate",
        lambda p: 0 < p.rule_max_hit_rate <= 0.05,
        "criteria raise a few of a hundred at most",
    ),
    ("RUL6", "disparity_max", lambda p: 1 <= p.disparity_max <= 10, "a disparity has a limit"),
    (
        "DIS5",
        "prior_approval.urgent_hours",
        lambda p: 0 < p.prior_approval.urgent_hours <= 72,
        "an urgent release is reviewed within 72 hours",
    ),
    (
        "RET8",
        "delete_on_departure",
        lambda p: not p.delete_on_departure or bool(p.flight_scope.home),
        "who deletes at departure names the territory that one departs from",
    ),
    ("SEC2", "territory", lambda p: bool(p.territory), "the places where data may lie are named"),
    (
        "SEC4",
        "dpia",
        lambda p: (
            p.dpia is None or bool(p.dpia.id.strip() and p.dpia.authority.strip() and p.dpia.consulted <= p.effective)
        ),
        "an impact assessment has a number and was put to the authority before the law takes effect",
    ),
    (
        "SEC4",
        "dpia.covers",
        lambda p: p.dpia is None or {*p.data_categories, *(("iAPI",) if p.iapi.on else ())} <= set(p.dpia.covers),
        "what is collected was assessed, every kind of it",
    ),
    ("SEC3", "breach_hours", lambda p: 0 < p.breach_hours <= 72, "a breach is reported within 72 hours"),
    (
        "RGT6",
        "redress",
        lambda p: bool(p.redress.body) and 0 < p.redress.days <= 1826,
        "there is a body for redress and a term",
    ),
    (
        "DIS1",
        "authorities",
        lambda p: {purpose for a in p.authorities for purpose in a.purposes} <= {x.code for x in p.purposes},
        "an authority receives data for purposes of the profile only",
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
    (
        "LOG4",
        "log_retention_days",
        lambda p: 365 <= p.log_retention_days <= 3653,
        "logs are kept long enough to be inspected, and not for ever",
    ),
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
        lambda p: not p.iapi.auto_deny,
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
