"""The unit's National Central Bureau asked over HTTPS: one POST of questions, one JSON of notices.

Goes in: questions. Comes out: answers, or `NoAnswer`. Never: plain HTTP to another machine, a certificate that is not checked, a
wait without end, an answer of any size, a traveller's datum in a URL, an error text or a log.

    POST {url}   Authorization: Bearer {credential}
    {"questions": [{"reference": "0", "names": [["FAMILY", "GIVEN"]], "born": "1970-01-31", "nationality": "UTO", "sex": "M",
                    "documents": [{"type": "P", "number": "AB123456", "issuer": "UTO"}]}]}
    200 {"answers": [{"reference": "0", "notices": [{"entity_id": "2026/1", "name": "FAMILY", "forename": "GIVEN", ...}]}]}
"""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from gotravel.domain.errors import CannotStart, NoAnswer
from gotravel.domain.outside import Answer, Question

LARGEST = 16 * 1024 * 1024
OK = 200
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class _Wire(msgspec.Struct):
    class Said(msgspec.Struct):
        reference: str
        notices: list[msgspec.Raw] = []

    answers: list[Said]


class Bureau(msgspec.Struct, frozen=True):
    """Where and how to ask; every path names a file, so that no secret stands in a setting."""

    code: str
    url: str
    credential: Path | None = None
    authority: Path | None = None
    """PEM of the certificate authority to trust; None: the system's."""
    certificate: Path | None = None
    """PEM of our own certificate and key, where the bureau asks for one."""
    seconds: float = 10.0

    def consult(self, questions: Sequence[Question]) -> list[Answer]:
        body = msgspec.json.encode({"questions": [_question(one) for one in questions]})
        try:
            return _answers(self._post(body), {one.reference for one in questions})
        except (OSError, http.client.HTTPException, msgspec.MsgspecError) as fault:
            raise NoAnswer(f"The owner of list {self.code} gave no answer ({type(fault).__name__}).") from fault

    def _post(self, body: bytes) -> bytes:
        where = urlsplit(self.url)
        connection = self._connection(where.hostname or "", where.port)
        try:
            connection.request("POST", where.path or "/", body, self._headers())
            answer = connection.getresponse()
            raw = answer.read(LARGEST + 1)
        finally:
            connection.close()
        if answer.status != OK or len(raw) > LARGEST:
            told = f"status {answer.status}" if answer.status != OK else "too long an answer"
            raise NoAnswer(f"The owner of list {self.code} gave no answer ({told}).")
        return raw

    def _connection(self, host: str, port: int | None) -> http.client.HTTPConnection:
        if urlsplit(self.url).scheme == "https":
            context = ssl.create_default_context(cafile=str(self.authority) if self.authority else None)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            if self.certificate:
                context.load_cert_chain(self.certificate)
            return http.client.HTTPSConnection(host, port, timeout=self.seconds, context=context)
        if host not in LOOPBACK:
            raise CannotStart("a list at its owner's is asked over https; plain http is for this machine only")
        return http.client.HTTPConnection(host, port, timeout=self.seconds)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.credential:
            headers["Authorization"] = f"Bearer {self.credential.read_text(encoding='utf-8').strip()}"
        return headers


def _question(one: Question) -> dict[str, object]:
    documents = [{"type": d.type, "number": d.number, "issuer": d.issuer} for d in one.documents if d.number]
    told = {"reference": one.reference, "names": one.names, "born": one.born, "nationality": one.nationality}
    return {**told, "sex": one.sex, "documents": documents}


def _answers(raw: bytes, asked: set[str]) -> list[Answer]:
    said = msgspec.json.decode(raw, type=_Wire).answers
    if {one.reference for one in said} != asked:
        # Half an answer would leave travellers unlooked-for without anybody knowing.
        raise NoAnswer("The owner of the list answered other questions than were asked.")
    return [Answer(one.reference, tuple(bytes(notice) for notice in one.notices)) for one in said]
