"""The push door: `POST /carriers/{code}/transmissions`, answered only after the commit.

Goes in: bytes over HTTPS with the carrier's credentials. Comes out: a receipt in JSON; the same bytes get the same one.
Never: an answer before the data are safe, a word about who is known here, a passenger's data in an answer.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from gotravel.domain.carrier import Carrier
from gotravel.domain.errors import ImpactAssessmentMissing
from gotravel.domain.transmission import Channel, Receipt
from gotravel.gateway.credentials import from_basic

LARGEST = 64 * 1024 * 1024
"""Bytes of one transmission. The largest PNR push of a full wide-body seen is under 4 MB."""

Receive = Callable[[Carrier, bytes, Channel, str], Receipt]
Authenticate = Callable[[str, str], Carrier | None]
ReceiptOf = Callable[[Carrier, uuid.UUID], tuple[Receipt, str | None] | None]
"""The receipt and the application acknowledgement (ACKRES, CUSRES) of one of the carrier's own transmissions."""


class PushDoor(msgspec.Struct, frozen=True):
    receive: Receive
    authenticate: Authenticate
    receipt_of: ReceiptOf
    ready: Callable[[], bool]
    overdue: Callable[[], int] = lambda: 0
    """Records past their time: a number for whoever watches the machine; the door stays open."""


def application(door: PushDoor) -> Starlette:
    app = Starlette(
        routes=[
            Route("/carriers/{code}/transmissions", push, methods=["POST"]),
            Route("/carriers/{code}/transmissions/{id:uuid}", receipt, methods=["GET"]),
            Route("/carriers/{code}/transmissions/{id:uuid}/acknowledgement", acknowledgement, methods=["GET"]),
            Route("/health", health, methods=["GET"]),
        ]
    )
    app.state.door = door
    return app


async def push(request: Request) -> Response:
    door, carrier = await _carrier(request)
    if carrier is None:
        return _unknown_credentials()
    raw = await _body(request)
    if raw is None:
        return _answer(413, f"A transmission holds at most {LARGEST // 1024 // 1024} MB. Send it as a split series.")
    if not raw:
        return _answer(400, "The transmission was empty. Send the message as the body of the request.")
    name = request.headers.get("x-file-name", "-")
    try:
        given = await run_in_threadpool(door.receive, carrier, raw, Channel.PUSH, name)
    except ImpactAssessmentMissing as shut:
        return _answer(503, str(shut))
    return Response(msgspec.json.encode(given), 201, media_type="application/json")


async def receipt(request: Request) -> Response:
    found = await _own(request)
    if isinstance(found, Response):
        return found
    return Response(msgspec.json.encode(found[0]), media_type="application/json")


async def acknowledgement(request: Request) -> Response:
    found = await _own(request)
    if isinstance(found, Response):
        return found
    if found[1] is None:
        return _answer(404, "This transmission needs no application acknowledgement.")
    return PlainTextResponse(found[1], media_type="application/edifact")


async def health(request: Request) -> Response:
    door: PushDoor = request.app.state.door
    if not await run_in_threadpool(door.ready):
        return _answer(503, "The database cannot be reached. Send again in a minute.")
    told = {"message": "ready", "overdue": await run_in_threadpool(door.overdue)}
    return Response(msgspec.json.encode(told), media_type="application/json")


async def _own(request: Request) -> tuple[Receipt, str | None] | Response:
    door, carrier = await _carrier(request)
    if carrier is None:
        return _unknown_credentials()
    found = await run_in_threadpool(door.receipt_of, carrier, request.path_params["id"])
    return found or _answer(404, "There is no transmission of yours under this reference.")


async def _carrier(request: Request) -> tuple[PushDoor, Carrier | None]:
    door: PushDoor = request.app.state.door
    given = from_basic(request.headers.get("authorization", ""))
    if given is None or given[0] != request.path_params["code"].upper():
        return door, None
    return door, await run_in_threadpool(door.authenticate, *given)


async def _body(request: Request) -> bytes | None:
    """None when it is larger than allowed: the rest is not read."""
    pieces, size = [], 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > LARGEST:
                return None
            pieces.append(piece)
    except ClientDisconnect:
        # Half a transmission is none: the carrier got no receipt and sends it again.
        return b""
    return b"".join(pieces)


def _unknown_credentials() -> Response:
    text = "These credentials are not known for this carrier. Ask the unit's carrier liaison for new ones."
    return _answer(401, text, {"www-authenticate": 'Basic realm="carriers", charset="UTF-8"'})


def _answer(status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode({"message": sentence}), status, headers, "application/json")
