"""A confirmed case becomes a package of necessary elements for one competent authority.

Goes in: an officer, a case, an authority of the profile. Comes out: a referral with its JSON and PDF. Never: a referral
of what two people have not confirmed (REV1), an element that the authority does not need (DIS6).
"""

from __future__ import annotations

import hashlib

from gotravel.casework.states import MAY_BE_REFERRED
from gotravel.dissemination import formats
from gotravel.dissemination.dossier import Package
from gotravel.dissemination.dossier import package as make_package
from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.case import Case, CaseState, Feedback, Referral
from gotravel.domain.errors import LegalBasisMissing, NotFound, NotInThisState
from gotravel.domain.ids import CaseId, ReferralId
from gotravel.domain.legal_profile import Authority
from gotravel.domain.officer import Officer
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK
from gotravel.store.unit_of_work import UnitOfWork


def refer(parts: Parts, officer: Officer, case_id: CaseId, authority: str) -> ReferralId:
    to = next((a for a in parts.profile.authorities if a.id == authority), None)
    if to is None:
        raise LegalBasisMissing("This authority is not named by the legal profile in force.")
    with parts.store.begin(officer.actor, Permission.DISSEMINATE, CASEWORK, case=case_id) as work:
        case = work.cases.lock(case_id)
        if case is None:
            raise NotFound
        if case.state not in MAY_BE_REFERRED:
            raise NotInThisState
        unconfirmed = work.list_reading.unconfirmed(case_id)
        if unconfirmed:
            told = ", ".join(sorted(set(unconfirmed)))
            raise NotInThisState(
                f"The source has not confirmed {told} yet. A list manager asks it first (foreign entry)."
            )
        made = ReferralId(parts.new_id())
        package = _package(parts, work, case, to, made)
        body, pdf = formats.as_json(package), formats.as_pdf(package)
        digest = hashlib.sha256(body).hexdigest()
        referral = Referral(made, case_id, authority, officer.id, parts.clock(), digest)
        work.cases.add_referral(referral, body, pdf, CaseState.REFERRED)
        work.commit(AuditEvent("case:referred", (case_id, made), {"authority": authority, "digest": digest}))
    return made


def package(parts: Parts, officer: Officer, referral: ReferralId, form: str) -> bytes:
    """The bytes as they were made: what an authority received can be shown again, to the letter."""
    with parts.store.begin(officer.actor, Permission.DISSEMINATE, CASEWORK) as work:
        found = work.cases.referral_bytes(referral, form)
        if found is None:
            raise NotFound
        work.commit(AuditEvent("case:package-read", (referral,), {"form": form}))
    return found


def record_feedback(parts: Parts, officer: Officer, referral: ReferralId, outcome: Feedback, told: str) -> None:
    """What the recipient found (REV4). Its absence after thirty days is an alarm."""
    with parts.store.begin(officer.actor, Permission.DISSEMINATE, CASEWORK, request=referral) as work:
        if not work.cases.feedback(referral, outcome, told.strip()[:2000], officer.id, parts.clock()):
            raise NotInThisState
        work.commit(AuditEvent("referral:answered", (referral,), {"outcome": outcome.value}))


def _package(parts: Parts, work: UnitOfWork, case: Case, to: Authority, reference: ReferralId) -> Package:
    traveller, leg, booking = work.travel.whole(case.traveller)
    hits = work.cases.hits_with_entries(case.id)
    now = parts.clock()
    return make_package(case, traveller, leg, booking, hits, to, parts.profile, now, str(reference))
