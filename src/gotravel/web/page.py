"""The desk's pages in one table: path, permission, where it stands in the menu.

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


PAGES: tuple[Page, ...] = (
    Page("/board", Permission.READ_BOARD, "Board", "board"),
    Page("/triage", Permission.READ_CASE, "Triage", "triage"),
    Page("/handover", Permission.READ_CASE, "Handover", "handover"),
    Page("/search", Permission.SEARCH, "Search", "search"),
    Page("/watchlists", Permission.READ_WATCHLIST, "Watchlists", "lists"),
    Page("/carriers", Permission.READ_CARRIER, "Carriers", "carriers"),
    Page("/requests", Permission.READ_DISCLOSURE, "Requests", "requests"),
    Page("/disclosure-approvals", Permission.APPROVE_DISCLOSURE, "Requests", "requests"),
    Page("/unmask", Permission.REQUEST_UNMASK, "Unmasking", "shield"),
    Page("/holds", Permission.DECIDE, "Kept longer", "audit"),
    Page("/approvals", Permission.APPROVE_UNMASK, "Approvals", "shield"),
    Page("/rights", Permission.OVERSEE, "People's requests", "rights"),
    Page("/corrections", Permission.APPROVE_WATCHLIST, "Corrections", "scale"),
    Page("/unmaskings", Permission.OVERSEE, "Unmaskings", "shield", at_end=True),
    Page("/law", Permission.READ_PROFILE, "Law", "scale", at_end=True),
    Page("/registers", Permission.OVERSEE, "Registers", "file", at_end=True),
    Page("/audit", Permission.READ_AUDIT, "Audit", "audit", at_end=True),
    Page("/safeguards", Permission.READ_FIGURES, "Safeguards", "shield", at_end=True),
    Page("/officers", Permission.ADMINISTER, "Officers", "officers", at_end=True),
)


def menu_of(officer: Officer) -> tuple[Page, ...]:
    return tuple(page for page in PAGES if may(officer.actor, page.permission))


def first_page(officer: Officer) -> str:
    menu = menu_of(officer)
    return menu[0].path if menu else "/me"
