"""Registers of breaches, complaints and incidents; misuse signals; protected names.

Goes in: entries, steps, outcomes. Comes out: pages. Never: a signal to anybody but the data-protection officer; a protected name
on a page.
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import NotFound
from gotravel.domain.safeguard import MisuseKind, RegisterKind, RegisterStep
from gotravel.flow import safeguards
from gotravel.flow.purposes import OVERSIGHT
from gotravel.web.form import choice, number, reason, see, text
from gotravel.web.render import page
from gotravel.web.session import Desk

KINDS: dict[RegisterKind, str] = {
    RegisterKind.BREACH: "Data breach",
    RegisterKind.COMPLAINT: "Complaint",
    RegisterKind.INCIDENT: "Human-rights incident (published)",
    RegisterKind.CHANCE_FINDING: "Another offence found by chance",
}
STEPS: dict[RegisterStep, str] = {
    RegisterStep.AUTHORITY_TOLD: "The authority was told",
    RegisterStep.PERSONS_TOLD: "The persons were told",
    RegisterStep.ANSWERED: "The complaint was answered, by the authority",
    RegisterStep.NOTED: "Something was found or done",
    RegisterStep.CLOSED: "Close",
}
AWAITED: dict[RegisterStep, str] = {
    RegisterStep.AUTHORITY_TOLD: "Tell the independent authority",
    RegisterStep.PERSONS_TOLD: "Tell the persons concerned",
    RegisterStep.ANSWERED: "The independent authority answers the complaint",
}
SIGNALS: dict[str, str] = {
    MisuseKind.SELF.value: "looked up their own name",
    MisuseKind.COLLEAGUE.value: "looked up a colleague's name",
    MisuseKind.PROTECTED.value: "looked up a protected name",
    MisuseKind.WITHOUT_CASE.value: "many look-ups without a case",
    MisuseKind.VOLUME.value: "many more look-ups than usual",
}


def show(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.OVERSEE, OVERSIGHT) as work:
        rows = work.safeguards.entries()
        names = {officer.id: officer.shown_name for officer in work.officers.all()}
        work.commit(AuditEvent("register:read", tuple(row.id for row in rows)))
    hours = desk.parts.profile.breach_hours
    common = request.state.common
    return page(
        "registers.html", **common, rows=rows, names=names, KINDS=KINDS, STEPS=STEPS, AWAITED=AWAITED, hours=hours
    )


def enter(request: Request, desk: Desk, form: FormData) -> Response:
    kind = choice(form, "kind", RegisterKind, "Choose what is entered.")
    persons = number(form, "persons", "How many people: a number, or nothing.") if text(form, "persons") else 0
    told, public = text(form, "told", 8000), text(form, "public_text", 1000)
    risk = form.get("high_risk") is not None
    safeguards.enter(
        desk.parts, desk.officer, kind, told, high_risk=risk, persons=persons or None, public_text=public or None
    )
    return see("/registers")


def step(request: Request, desk: Desk, form: FormData) -> Response:
    taken = choice(form, "step", RegisterStep, "Choose a step.")
    safeguards.continue_entry(desk.parts, desk.officer, request.path_params["entry"], taken, reason(form, "told"))
    return see("/registers")


def misuse(request: Request, desk: Desk, form: FormData) -> Response:
    return _misuse(request, desk, None)


def _misuse(request: Request, desk: Desk, told: str | None) -> Response:
    found = safeguards.signals(desk.parts, desk.officer)
    return page("misuse.html", **request.state.common, found=found, SIGNALS=SIGNALS, told=told)


def close_signal(request: Request, desk: Desk, form: FormData) -> Response:
    sanctioned = text(form, "state") == "sanctioned"
    signal = request.path_params["signal"]
    safeguards.close_signal(desk.parts, desk.officer, signal, sanctioned, reason(form, "outcome"))
    return see("/misuse")


def protect(request: Request, desk: Desk, form: FormData) -> Response:
    family, given = (text(form, name, 100) for name in ("family", "given"))
    remove = form.get("remove") is not None
    if not safeguards.protect_name(desk.parts, desk.officer, family, given, remove=remove):
        raise NotFound("This name is not on the list of protected names.")
    return _misuse(request, desk, "The name was removed." if remove else "The name is protected from now on.")
