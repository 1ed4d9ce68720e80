"""The legal check of a request, before anybody looks for a person (DIS1, DIS4, PUR2, PUR3).

Goes in: what the authority asks, the law. Comes out: what is wrong, in sentences. Never: a search that could find everybody.
"""

from __future__ import annotations

from datetime import date

from gotravel.domain.disclosure import Asked, Sought
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.written_reason import is_a_reason

MOST_SUBJECTS = 5
"""Named persons in one request; an investigation of more is more than one request."""
WILDCARDS = frozenset("*%?_")


def faults(asked: Asked, profile: LegalProfile, today: date) -> list[str]:
    authority = next((one for one in profile.authorities if one.id == asked.authority), None)
    offence = next((one for one in profile.offences if one.code == asked.offence), None)
    checks = (
        (authority is not None, "The authority is not one that the law names."),
        (authority is None or asked.purpose in authority.purposes, "The authority may not ask for this purpose."),
        (offence is not None, "The offence is not one that the law lists."),
        (bool(asked.case_ref.strip()), "The authority's case is missing."),
        (is_a_reason(asked.facts), "The facts are missing: what is suspected of whom, and which evidence shows it."),
        (
            not profile.air_link_required or is_a_reason(asked.air_link),
            "The link to carriage by air is missing: how the offence has to do with it.",
        ),
        (bool(asked.elements), "No element was ticked; start from nothing and add what the aim needs."),
        (
            1 <= len(asked.subjects) <= MOST_SUBJECTS,
            f"One to {MOST_SUBJECTS} named persons; there is no request for everybody.",
        ),
        (all(_named(one) for one in asked.subjects), "Every person is named in full: no part of a name, no wildcard."),
        (asked.period_from <= asked.period_to, "The period ends before it begins."),
        (
            (today - asked.period_from).days <= profile.max_retention_days,
            "The period begins before anything may be kept.",
        ),
    )
    return [sentence for right, sentence in checks if not right]


def ordinary_crime(asked: Asked, profile: LegalProfile) -> bool:
    """Whether this offence has variants of ordinary crime, so that the facts have to show more than its name."""
    return any(one.code == asked.offence and one.ordinary_crime_check for one in profile.offences)


def _named(one: Sought) -> bool:
    texts = (one.family, one.given, one.document or "", one.born or "")
    whole = len(one.family.strip()) >= 2 and len(one.given.strip()) >= 2
    return whole and bool(one.born or one.document) and not any(WILDCARDS & set(text) for text in texts)
