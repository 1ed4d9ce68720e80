"""The notice to the public, and the text for carriers' booking pages, made from the law in force (RGT1).

Goes in: a legal profile. Comes out: text. Never: a sentence that the profile does not bear.
"""

from __future__ import annotations

from gotravel.domain.legal_profile import LegalProfile

CATEGORIES = {
    "API": "Advance Passenger Information: what stands in the travel document, the flight, seat and bags",
    "PNR": "Passenger Name Records: what stands in the booking",
    "iAPI": "Interactive Advance Passenger Information: the same as API, asked at check-in",
    "CREW": "lists of crew",
}


def paragraphs(profile: LegalProfile) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(heading, sentences)."""
    purposes = tuple(purpose.text for purpose in profile.purposes)
    authorities = tuple(authority.name for authority in profile.authorities)
    rights = profile.rights
    return (
        ("Which data", tuple(CATEGORIES[c] for c in profile.data_categories if c in CATEGORIES)),
        ("By which law", profile.legal_refs),
        ("What for", (*purposes, "For nothing else.")),
        (
            "How they are protected",
            (
                "Data that reveal origin, belief, opinion, union membership, health or sexual life are deleted at receipt.",
                "No machine decides about anybody: two officers look at every match before anybody is told.",
                f"After {profile.mask_after_days} days names, contacts and payment data are sealed; opening one record needs an "
                f"independent body ({profile.prior_approval.body}).",
                f"Data are deleted after {profile.general_delete_days} days unless a reason about that person is recorded, "
                f"and at the latest after {profile.max_retention_days} days.",
                "Every look is recorded; the record cannot be changed and is checked by an independent authority.",
            ),
        ),
        ("Who may receive them", authorities or ("Nobody.",)),
        (
            "Your rights",
            (
                "You may ask what is held about you, have it corrected, erased or restricted, and add a statement of your own.",
                f"It is free, the same for every nationality, and answered within {rights.deadline_days} days.",
                *(("You may have your right exercised through the supervisory authority.",) if rights.indirect else ()),
                *(
                    ("When your data were used and telling you does no harm any more, you are told.",)
                    if rights.notify_after_use
                    else ()
                ),
            ),
        ),
        (
            "Where to complain",
            (
                profile.oversight.dpa or "the supervisory authority",
                f"{profile.redress.body or 'a court'}, within {profile.redress.days} days",
            ),
        ),
    )


def booking_text(profile: LegalProfile) -> str:
    """For the page on which a passenger books."""
    kinds = " and ".join(c for c in profile.data_categories if c in ("API", "PNR"))
    return (
        f"Your carrier has to give {kinds} data of this booking to the Passenger Information Unit ({profile.legal_refs[0]}), "
        f"which may use them only for: {'; '.join(purpose.text for purpose in profile.purposes)}. "
        "You may ask the unit what it holds about you, free of charge."
    )


def as_text(profile: LegalProfile) -> str:
    told = ["How passenger data are used", "===========================", ""]
    for heading, sentences in paragraphs(profile):
        told += [heading, *(f"- {sentence}" for sentence in sentences), ""]
    return "\n".join([*told, "For carriers' booking pages", booking_text(profile), ""])
