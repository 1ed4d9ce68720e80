"""A stand-in for a National Central Bureau: a real HTTPS server with a certificate of its own.

Goes in: notices, what to answer with. Comes out: an address, and what was asked. Never: a real notice.
"""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from gotravel.gateway.certificate import training_certificate

TOKEN = "an-invented-token"


class StandIn:
    def __init__(self, notices: list[dict[str, Any]]) -> None:
        self.notices = notices
        self.down: str = ""
        self.asked: list[dict[str, Any]] = []
        self.address = ""

    def answer(self, body: bytes) -> bytes:
        questions = json.loads(body)["questions"]
        self.asked += questions
        if self.down == "half":
            questions = questions[1:]
        if self.down == "nonsense":
            return b"<html>"
        found = [
            {
                "reference": one["reference"],
                "notices": [n for n in self.notices if any(n["name"] == family for family, _ in one["names"])],
            }
            for one in questions
        ]
        return json.dumps({"answers": found}).encode()


@contextmanager
def bureau(folder: Path, notices: list[dict[str, Any]]) -> Iterator[StandIn]:
    stand_in = StandIn(notices)

    class Asked(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if stand_in.down == "slow":
                time.sleep(1.5)
            refused = self.headers["authorization"] != f"Bearer {TOKEN}"
            status = 401 if refused else 503 if stand_in.down == "unavailable" else 200
            raw = stand_in.answer(body) if status == 200 else b"{}"
            self.send_response(status)
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *told: object) -> None:
            """Quiet."""

    certificate, key = training_certificate(folder, datetime.now(UTC))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    stand_in.address = f"https://127.0.0.1:{server.server_address[1]}/notices"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield stand_in
    server.shutdown()
    server.server_close()
    thread.join()
