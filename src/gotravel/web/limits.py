"""How much a form may bring: small everywhere, one file where messages are tested or lists imported, never on a disk.

Goes in: an application. Comes out: the same, refusing what is larger before it is read. Never: an upload spooled to a
file: it may hold what the law does not admit.
"""

from __future__ import annotations

from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_FORM = 256 * 1024
LARGEST_TEST = 16 * 1024 * 1024
LARGEST_LIST = 64 * 1024 * 1024
ROOM_FOR_ENVELOPE = 64 * 1024


def limited(app: ASGIApp) -> ASGIApp:
    MultiPartParser.spool_max_size = max(LARGEST_TEST, LARGEST_LIST) + ROOM_FOR_ENVELOPE

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await app(scope, receive, send)
            return
        most = _most(scope["path"])
        if _announced(scope) > most:
            await PlainTextResponse("This is larger than a form may be.", 413)(scope, receive, send)
            return
        await app(scope, _counting(receive, most), send)

    return guarded


def _most(path: str) -> int:
    if path == "/carriers/test":
        return LARGEST_TEST + ROOM_FOR_ENVELOPE
    if path.startswith("/watchlists/") and path.endswith("/import"):
        return LARGEST_LIST + ROOM_FOR_ENVELOPE
    return LARGEST_FORM


def _announced(scope: Scope) -> int:
    given = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(given) if given.isdigit() else 0


def _counting(receive: Receive, most: int) -> Receive:
    """A body that announces no length is cut off where the limit is: what follows is not read."""
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return {"type": "http.disconnect"} if read > most else message

    return counted
