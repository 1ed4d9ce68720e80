"""What a court, an authority or the ombudsperson is handed of one match (RGT6).

Goes in: a redress case. Comes out: the pack as text, and an event that says who took it. Never: a change; a pack that nobody
will know of.
"""

from __future__ import annotations

from uuid import UUID

from gotravel.dissemination.court_pack import Matter, court_pack
from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import NotFound
from gotravel.domain.officer import Officer
from gotravel.flow import replay
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT


def made(parts: Parts, overseer: Officer, redress: UUID) -> tuple[str, str]:
    """(number of the case, the pack)."""
    with parts.store.begin(overseer.actor, Permission.READ_REDRESS, OVERSIGHT, request=redress) as work:
        case = work.redress.one(redress)
        hit = work.cases.hit(case.hit)
        watchlist = work.watchlists.one(hit.watchlist) if hit else None
        if hit is None or watchlist is None:
            raise NotFound("The match that this case is about is no longer there: its time was over, or it was erased.")
        of = replay.made_of(work, hit)
        decided = work.cases.one(number) if (number := work.cases.case_of_hit(hit.id)) else None
        work.commit(AuditEvent("redress:packed", (redress, hit.id)))
    decisions = decided.decisions if decided else ()
    matter = Matter(case, hit, of.entry, watchlist, decisions, replay.again(hit, of), parts.profile)
    return case.number, court_pack(matter, parts.clock())
