"""One entry of a list on a form: put on, altered, taken off; a second person confirms it on the page of the change.

Goes in: a list manager, the fields. Comes out: the form, a change that waits. Never: an entry in force by this page alone; a
name in an address.
"""

from __future__ import annotations

from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound, ReasonMissing
from gotravel.domain.watchlist import Category, Entry, Watchlist
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.upkeep import single_entries
from gotravel.upkeep.entry_fields import SEVERAL, as_fields
from gotravel.web.form import reason, text
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk
from gotravel.wire.watchlist_files.read import EntryDraft

LONGEST = 4000
NOBODY = EntryDraft("", "", ())
"""An empty form."""
PERSON = (
    ("name", "Name", "as the list gives it; FAMILY, Given where that is known"),
    ("family", "Family name", ""),
    ("given", "Given names", ""),
    ("aliases", "Other names", "one a line"),
    ("weak_aliases", "Weak aliases", "one a line; they raise nobody without a birth date or document"),
    ("born", "Born", "YYYY-MM-DD, YYYY or YYYY-YYYY, one a line"),
    ("birth_place", "Places of birth", "one a line"),
    ("nationality", "Nationalities", "codes or names, one a line"),
    ("passport", "Passports", "one a line, with its State: AB1234567 (UTO)"),
    ("id_card", "Other documents", "one a line, with its State"),
)
LAW = (
    ("offence", "Offence", "of the list's classes, where it is another than the first"),
    ("legal_basis", "Legal basis", "empty: the list's"),
    ("purpose", "Purpose", "empty: the list's"),
    ("nominator", "Owner of the entry", "empty: the list's owner"),
    ("reliability", "Reliability", "a grade such as A1"),
    ("review_due", "Review by", "YYYY-MM-DD; it stops matching after that day"),
    ("expires", "Ends", "YYYY-MM-DD; it is deleted 30 days later"),
    ("note", "Note", ""),
)


def new(request: Request, desk: Desk, form: FormData) -> Response:
    return _form(request, *_known(request, desk))


def edit(request: Request, desk: Desk, form: FormData) -> Response:
    return _form(request, *_known(request, desk))


def propose(request: Request, desk: Desk, form: FormData) -> Response:
    known, entry = _known(request, desk)
    names = ("reference", "sex", "category", "threshold_met", *(name for name, *_ in (*PERSON, *LAW)))
    fields, why = {name: text(form, name, LONGEST) for name in names}, reason(form)
    try:
        made = single_entries.propose(
            desk.parts, desk.officer.actor, known.code, fields, why, entry.id if entry else None
        )
    except (InvalidInput, ReasonMissing) as refusal:
        return _form(request, known, entry, {**fields, "reason": why}, str(refusal))
    return _waits(made)


def end(request: Request, desk: Desk, form: FormData) -> Response:
    known, entry = _known(request, desk)
    if entry is None:
        raise NotFound
    return _waits(single_entries.propose_end(desk.parts, desk.officer.actor, known.code, entry.id, reason(form)))


def _waits(change: UUID) -> Response:
    return RedirectResponse(f"/watchlists/changes/{change}", 303, HEADERS)


def _known(request: Request, desk: Desk) -> tuple[Watchlist, Entry | None]:
    number: UUID = request.path_params["list"]
    asked: UUID | None = request.path_params.get("entry")
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_WATCHLIST, ADMINISTRATION) as work:
        known = work.watchlists.one(number)
        entry = work.watchlists.entry_in_force(number, asked) if asked else None
        if known is None or (asked and entry is None):
            raise NotFound
        work.commit(
            AuditEvent("watchlist:read", (number, *((asked,) if asked else ())), {"entries": entry is not None})
        )
    return known, entry


def _form(
    request: Request, known: Watchlist, entry: Entry | None, typed: dict[str, str] | None = None, problem: str = ""
) -> Response:
    return page(
        "entry_form.html",
        422 if problem else 200,
        **request.state.common,
        known=known,
        entry=entry,
        values=typed or as_fields(entry or NOBODY),
        problem=problem,
        person=PERSON,
        law=LAW,
        several=SEVERAL,
        categories=[one.value for one in Category],
    )
