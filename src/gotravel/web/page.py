"""The desk's pages in one table: path, permission, where it stands in the menu; the way back from a refusal.

Goes in: an officer. Comes out: the pages this officer may open. Never: a menu entry that its officer cannot open.
"""

from __future__ import annotations

import msgspec

from gotravel.domain.actor import Permission
from gotravel.domain.officer import Officer
from gotravel.domain.permissions import may


class Page(msgspec.Struct, frozen=True):
    path: str
    permission: Permission
    menu: str
    """Its label in the menu; pages reached from others are not in this table."""
    icon: str
    at_end: bool = False
    """At the foot of the rail: watching and administering, not the day's work."""
    under: str = ""
    """A tab of that page; not in the rail."""


SAFEGUARDS = "/safeguards"
PAGES: tuple[Page, ...] = (
    Page("/board", Permission.READ_BOARD, "Board", "board"),
    Page("/triage", Permission.READ_CASE, "Triage", "triage"),
    Page("/looks", Permission.DECIDE_SECOND, "Second looks", "eye"),
    Page("/handover", Permission.READ_CASE, "Handover", "handover"),
    Page("/search", Permission.SEARCH, "Search", "search"),
    Page("/watchlists", Permission.READ_WATCHLIST, "Watchlists", "lists"),
    Page("/carriers", Permission.READ_CARRIER, "Carriers", "carriers"),
    Page("/requests", Permission.READ_DISCLOSURE, "Requests", "requests"),
    Page("/disclosure-approvals", Permission.APPROVE_DISCLOSURE, "Requests", "requests"),
    Page("/unmask", Permission.REQUEST_UNMASK, "Unmasking", "shield"),
    Page("/holds", Permission.DECIDE, "Kept longer", "audit"),
    Page("/approvals", Permission.APPROVE_UNMASK, "Approvals", "shield"),
    Page("/corrections", Permission.APPROVE_WATCHLIST, "Corrections", "scale"),
    Page("/law", Permission.READ_PROFILE, "Law", "scale", at_end=True),
    Page(SAFEGUARDS, Permission.READ_FIGURES, "Safeguards", "shield", at_end=True),
    Page("/rights", Permission.OVERSEE, "People's requests", "rights", under=SAFEGUARDS),
    Page("/redress", Permission.READ_REDRESS, "Redress", "scale", under=SAFEGUARDS),
    Page("/use-notices", Permission.OVERSEE, "Notices after use", "file", under=SAFEGUARDS),
    Page("/unmaskings", Permission.OVERSEE, "Unmaskings", "shield", under=SAFEGUARDS),
    Page("/audit", Permission.READ_AUDIT, "Access log", "audit", under=SAFEGUARDS),
    Page("/misuse", Permission.ANSWER_PERSON, "Misuse", "shield", under=SAFEGUARDS),
    Page("/registers", Permission.OVERSEE, "Registers", "file", under=SAFEGUARDS),
    Page("/deletions", Permission.OVERSEE, "Deletions", "file", under=SAFEGUARDS),
    Page("/staff", Permission.OVERSEE, "Staff", "officers", under=SAFEGUARDS),
    Page("/officers", Permission.ADMINISTER, "Officers", "officers", at_end=True),
)


def menu_of(officer: Officer) -> tuple[Page, ...]:
    """A tab of a page that this officer may not open stands in the rail itself."""
    mine = [page for page in PAGES if may(officer.actor, page.permission)]
    rooms = {page.path for page in mine}
    return tuple(page if page.under in rooms else msgspec.structs.replace(page, under="") for page in mine)


def first_page(officer: Officer) -> str:
    """Whoever oversees begins where something may wait for them; everybody else with the day's work."""
    if may(officer.actor, Permission.OVERSEE):
        return SAFEGUARDS
    menu = menu_of(officer)
    return menu[0].path if menu else "/me"


ROOMS = {"suspensions": "/safeguards#switch", "recipients": "/rights", "protected-names": "/misuse"}
"""Forms whose address is not that of the page they stand on."""
OF_ONE = frozenset({"triage", "looks", "travellers", "rights", "requests", "unmask"})
"""Rooms in which each record has a page of its own."""


def way_back(path: str) -> str:
    """From an act that was refused to the page that its form stands on."""
    room, *rest = path.strip("/").split("/")
    if room in OF_ONE and len(rest) > 1:
        return f"/{room}/{rest[0]}"
    return ROOMS.get(room, f"/{room}")
