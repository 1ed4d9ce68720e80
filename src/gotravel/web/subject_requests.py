"""Requests of people: the room of the data-protection officer, open to the authority's eyes.

Goes in: what a person states, what was shown, which records are the person's, a decision. Comes out: pages and the letter. Never:
a person's name in an address; a search before the identity is proven.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission, Role
from gotravel.domain.permissions import may
from gotravel.domain.redress import HitOfPerson
from gotravel.domain.rights_request import Refusal, RequestKind, RequestOutcome, RightsRequest, Stated, Wanted
from gotravel.domain.written_reason import SHORTEST_REASON
from gotravel.flow import redress, subject_requests
from gotravel.flow.subject_requests import Opened
from gotravel.web.form import choice, reason, see, text, ticked
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

KINDS: dict[RequestKind, str] = {
    RequestKind.ACCESS: "Access: what is held about me",
    RequestKind.RECTIFICATION: "Rectification: a value is wrong",
    RequestKind.ERASURE: "Erasure",
    RequestKind.RESTRICTION: "Restriction: do not use it",
    RequestKind.NOTATION: "Notation: my statement beside it",
}
OUTCOMES: dict[RequestOutcome, str] = {
    RequestOutcome.GRANTED: "Granted",
    RequestOutcome.PARTLY: "Granted in part",
    RequestOutcome.REFUSED: "Refused",
}
REFUSALS: dict[Refusal, str] = {
    Refusal.IDENTITY: "The identity was not proven",
    Refusal.INQUIRY: "Would obstruct an inquiry (the letter neither confirms nor denies)",
    Refusal.OFFENCES: "Would prejudice prevention or prosecution (neither confirms nor denies)",
    Refusal.PUBLIC_SECURITY: "Public security (neither confirms nor denies)",
    Refusal.NATIONAL_SECURITY: "National security (neither confirms nor denies)",
    Refusal.RIGHTS_OF_OTHERS: "Rights of others",
    Refusal.EVIDENCE: "Needed as evidence: restricted instead",
    Refusal.ACCURATE: "The data are accurate",
    Refusal.LAWFUL: "The data are lawfully kept",
    Refusal.UNFOUNDED: "Manifestly unfounded or excessive",
}


def show(request: Request, desk: Desk, form: FormData) -> Response:
    return _page(request, desk, None, ())


def one(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["request"]
    found = subject_requests.look(desk.parts, desk.officer, number)
    hits = redress.hits_of(desk.parts, desk.officer, number) if found.request.records else []
    return _page(request, desk, found, hits)


def _page(request: Request, desk: Desk, opened: Opened | None, hits: Sequence[HitOfPerson]) -> Response:
    return page(
        "rights.html",
        **request.state.common,
        room=subject_requests.everything(desk.parts, desk.officer),
        opened=opened,
        hits=hits,
        answers=may(desk.officer.actor, Permission.ANSWER_PERSON),
        KINDS=KINDS,
        OUTCOMES=OUTCOMES,
        registers=may(desk.officer.actor, Permission.KEEP_REGISTER),
        authorities={one.id: one.name for one in desk.parts.profile.authorities},
        REFUSALS=REFUSALS,
        shortest=SHORTEST_REASON,
        profile=desk.parts.profile,
    )


def open_request(request: Request, desk: Desk, form: FormData) -> Response:
    """The authority opens for a person who came to it (RGT3)."""
    kind = choice(form, "kind", RequestKind, "Choose what the person asks for.")
    stated = Stated(text(form, "family"), text(form, "given"), *(text(form, f) or None for f in STATED))
    wanted = Wanted(text(form, "statement", 4000), *(text(form, f"right_{f}") or None for f in RIGHT))
    through = Role.AUTHORITY in desk.officer.roles
    made = subject_requests.open_request(desk.parts, desk.officer, kind, stated, wanted, through_authority=through)
    return _back(made)


STATED = ("born", "document", "contact", "flight")
RIGHT = ("family", "given", "born", "nationality", "document")


def identify(request: Request, desk: Desk, form: FormData) -> Response:
    subject_requests.identify(desk.parts, desk.officer, request.path_params["request"], text(form, "proof", 300))
    return _back(request)


def choose(request: Request, desk: Desk, form: FormData) -> Response:
    chosen = ticked(form, "Tick the records that are the person's.")
    subject_requests.choose(desk.parts, desk.officer, request.path_params["request"], chosen)
    return _back(request)


def contest(request: Request, desk: Desk, form: FormData) -> Response:
    subject_requests.contest(desk.parts, desk.officer, request.path_params["request"])
    return _back(request)


def release(request: Request, desk: Desk, form: FormData) -> Response:
    subject_requests.release(desk.parts, desk.officer, request.path_params["request"], reason(form))
    return _back(request)


def decide(request: Request, desk: Desk, form: FormData) -> Response:
    sentence = "Choose a decision, and a reason of the law where it is a refusal."
    outcome = choice(form, "outcome", RequestOutcome, sentence)
    refusal = choice(form, "refusal", Refusal, sentence) if text(form, "refusal") else None
    subject_requests.decide(desk.parts, desk.officer, request.path_params["request"], outcome, refusal, reason(form))
    return _back(request)


def answer(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["request"]
    body = subject_requests.answer(desk.parts, desk.officer, number)
    headers = {**HEADERS, "content-disposition": f'attachment; filename="answer-{number}.txt"'}
    return Response(body, 200, headers, "text/plain; charset=utf-8")


def letter(request: Request, desk: Desk, form: FormData) -> Response:
    """The same words as a page to print and send."""
    number = request.path_params["request"]
    body = subject_requests.answer(desk.parts, desk.officer, number).decode()
    return page("letter.html", **request.state.common, body=body, back=f"/rights/{number}")


def recipient_told(request: Request, desk: Desk, form: FormData) -> Response:
    subject_requests.recipient_told(desk.parts, desk.officer, request.path_params["notice"])
    return see("/rights")


def _back(about: Request | RightsRequest) -> Response:
    number = about.id if isinstance(about, RightsRequest) else about.path_params["request"]
    return see(f"/rights/{number}")
