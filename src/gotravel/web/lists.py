"""Watchlists: which is current, what is on it, what waits; carriers beside.

Goes in: an officer, a list, words to find. Comes out: pages. Never: an entry's name on an overview; an entry shown that nobody
asked for (one page of a list is one record in the audit).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound
from gotravel.domain.permissions import may
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.names.normalise import listed_tokens
from gotravel.store.list_reading import PAGE, EntryRow, ListOverview
from gotravel.upkeep import entries, list_changes, watchlists
from gotravel.upkeep.list_standing import TOLD, lists_today
from gotravel.web.limits import LARGEST_LIST
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

VIEWS = ("all", "weak", "review", "unchecked", "stopped")
SOON = timedelta(days=14)
SUGGESTED = (1.0, 0.1)
"""False alerts per 1,000 travellers."""
NOTHING: tuple[Any, ...] = ([], {}, None, None, [], {})


def show(request: Request, desk: Desk, form: FormData) -> Response:
    found, now = lists_today(desk.parts, desk.officer.actor), desk.parts.clock()
    chosen = _chosen(request, found.lists)
    asked = _asked(request)
    rows, counts, entry, check, history, suggested = _entries(request, desk, chosen, asked) if chosen else NOTHING
    return page(
        "watchlists.html",
        **request.state.common,
        lists=found.lists,
        proposed=[(change, _name(found.lists, change.watchlist)) for change in found.waiting],
        chosen=chosen,
        told=TOLD,
        audited=found.audited,
        moment_now=now,
        soon=(now + SOON).date(),
        rows=rows,
        counts=counts,
        page_size=PAGE,
        entry=entry,
        check=check,
        spellings=_spellings(entry),
        history=history,
        suggested=suggested,
        may_change=may(desk.officer.actor, Permission.CHANGE_WATCHLIST),
        may_approve=may(desk.officer.actor, Permission.APPROVE_WATCHLIST),
        may_read_cases=may(desk.officer.actor, Permission.READ_CASE),
        may_tell=may(desk.officer.actor, Permission.DISSEMINATE),
        **asked,
    )


def import_file(request: Request, desk: Desk, form: FormData) -> Response:
    """Shows the differences first, whatever their size."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise InvalidInput("Choose the file of the list's new version.")
    raw = file.file.read(LARGEST_LIST + 1)
    if len(raw) > LARGEST_LIST:
        raise InvalidInput(
            f"The file has more than {LARGEST_LIST >> 20} MB. An operator imports it with gotravel import-list."
        )
    code = _code(desk, request)
    done = watchlists.propose(desk.parts, desk.officer.actor, code, raw)
    where = f"/watchlists/changes/{done.change}" if done.change else f"/watchlists/{request.path_params['list']}"
    return RedirectResponse(where, 303, HEADERS)


def threshold(request: Request, desk: Desk, form: FormData) -> Response:
    """In bits, or by how many false alerts are borne."""
    alerts = str(form.get("per_thousand", "")).strip()
    try:
        number = float(alerts or str(form.get("bits", "")))
    except ValueError as fault:
        raise InvalidInput("A threshold is a number of bits, such as 18.5.") from fault
    code, reason = _code(desk, request), str(form.get("reason", ""))[:2000]
    propose = list_changes.propose_alerts if alerts else list_changes.propose_threshold
    made = propose(desk.parts, desk.officer.actor, code, number, reason)
    return RedirectResponse(f"/watchlists/changes/{made}", 303, HEADERS)


def stop(request: Request, desk: Desk, form: FormData) -> Response:
    entries.stop(desk.parts, desk.officer, request.path_params["entry"], str(form.get("reason", ""))[:2000])
    return _back(request)


def resume(request: Request, desk: Desk, form: FormData) -> Response:
    entries.resume(desk.parts, desk.officer, request.path_params["entry"], str(form.get("reason", ""))[:2000])
    return _back(request)


def check(request: Request, desk: Desk, form: FormData) -> Response:
    answers = [str(form.get(name, "")) for name in ("political_offence", "refugee", "torture_risk")]
    if not set(answers) <= {"yes", "no"}:
        raise InvalidInput("Answer each of the three questions.")
    political, refugee, torture = (answer == "yes" for answer in answers)
    made = entries.Check(political, refugee, torture, str(form.get("finding", ""))[:2000])
    entries.check(desk.parts, desk.officer, request.path_params["entry"], made)
    return _back(request)


def confirm_source(request: Request, desk: Desk, form: FormData) -> Response:
    told = str(form.get("confirmation", ""))[:2000]
    entries.confirm_source(desk.parts, desk.officer, request.path_params["entry"], told)
    return _back(request)


def _back(request: Request) -> Response:
    where = f"/watchlists/{request.path_params['list']}/{request.path_params['entry']}"
    return RedirectResponse(where, 303, HEADERS)


def _code(desk: Desk, request: Request) -> str:
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_WATCHLIST, ADMINISTRATION) as work:
        known = work.watchlists.one(request.path_params["list"])
        work.commit(AuditEvent("watchlist:read", (known.id,) if known else ()))
    if known is None:
        raise NotFound
    return known.code


def _chosen(request: Request, lists: tuple[ListOverview, ...]) -> ListOverview | None:
    asked: UUID | None = request.path_params.get("list")
    if asked is None:
        return lists[0] if lists else None
    found = next((one for one in lists if one.watchlist.id == asked), None)
    if found is None:
        raise NotFound
    return found


def _asked(request: Request) -> dict[str, Any]:
    view, number = request.query_params.get("view", "all"), request.query_params.get("page", "0")
    return {
        "find": request.query_params.get("find", "")[:80],
        "view": view if view in VIEWS else "all",
        "page_number": min(int(number), 100_000) if number.isdecimal() and len(number) < 7 else 0,
    }


def _entries(request: Request, desk: Desk, chosen: ListOverview, asked: dict[str, Any]) -> tuple[Any, ...]:
    soon = (desk.parts.clock() + SOON).date()
    number = chosen.watchlist.id
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_WATCHLIST, ADMINISTRATION) as work:
        rows = work.list_reading.entries(number, asked["find"], asked["view"], soon, asked["page_number"])
        counts = work.list_reading.counts(number, soon)
        entry = _entry(request, rows, work.list_reading.entry)
        check = work.list_reading.check_of(entry.entry) if entry else None
        history = work.list_changes.history(number)
        told = {alerts: list_changes.suggestion(work, chosen.watchlist, alerts) for alerts in SUGGESTED}
        work.commit(AuditEvent("watchlist:read", (number, *(row.id for row in rows)), {"entries": len(rows)}))
    return rows, counts, entry, check, history, told


def _entry(request: Request, rows: list[EntryRow], read: Any) -> EntryRow | None:
    asked = request.path_params.get("entry")
    if asked is None:
        return None
    found = next((row for row in rows if row.id == asked), None) or read(request.path_params["list"], asked)
    if found is None:
        raise NotFound
    return found


def _spellings(entry: EntryRow | None) -> list[str]:
    if entry is None:
        return []
    return list(dict.fromkeys(" ".join(parts) for name in entry.entry.names for parts in listed_tokens(name.full)))[:12]


def _name(lists: tuple[ListOverview, ...], number: UUID) -> str:
    return next((one.watchlist.name for one in lists if one.watchlist.id == number), "")
