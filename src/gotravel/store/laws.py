"""Versions of the law and their signatures; officers' public keys. Rows are added, never changed.

Goes in: versions, signatures. Comes out: all of them, in the order in which they take effect. Never: one person in two
parts (the table refuses).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from gotravel.domain.errors import NotInThisState, SecondPersonNeeded
from gotravel.domain.law_version import LawSignature, LawVersion, Part

VERSIONS = "SELECT digest, id, version, effective, body, added_at, installed FROM legal_profile_version"
SIGNATURES = (
    "SELECT digest, part, officer, public, signature, at, reason FROM legal_profile_signature ORDER BY at, part"
)
SIGN = """INSERT INTO legal_profile_signature (digest, part, officer, public, signature, at, reason)
VALUES (%s, %s, %s, %s, %s, %s, %s)"""


class LawVersions:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def all(self) -> tuple[LawVersion, ...]:
        """The installation's own first, then by the day of effect."""
        signed: dict[str, list[LawSignature]] = {}
        for digest, part, officer, public, signature, at, reason in self.connection.execute(SIGNATURES).fetchall():
            told = LawSignature(Part(part), officer, bytes(public), bytes(signature), at, reason)
            signed.setdefault(digest, []).append(told)
        rows = self.connection.execute(f"{VERSIONS} ORDER BY NOT installed, effective, added_at").fetchall()
        return tuple(_version(row, tuple(signed.get(row[0], ()))) for row in rows)

    def one(self, digest: str) -> LawVersion | None:
        """By its digest or the beginning of it."""
        found = [version for version in self.all() if digest and version.digest.startswith(digest)]
        return found[0] if len(found) == 1 else None

    def install(self, version: LawVersion, signature: LawSignature) -> bool:
        """Once: of two processes that start at once, one does it."""
        if self._add(version, "ON CONFLICT DO NOTHING"):
            self._sign(version.digest, signature)
            return True
        return False

    def propose(self, version: LawVersion, signature: LawSignature) -> None:
        try:
            self._add(version, "")
        except psycopg.errors.UniqueViolation as fault:
            raise NotInThisState("This version stands on file already; a new text needs a new version.") from fault
        self._sign(version.digest, signature)

    def sign(self, digest: str, signature: LawSignature) -> None:
        try:
            self._sign(digest, signature)
        except psycopg.errors.UniqueViolation as fault:
            raise SecondPersonNeeded("This part is signed already, or you signed another part of it.") from fault

    def _add(self, version: LawVersion, conflict: str) -> bool:
        sql = f"""INSERT INTO legal_profile_version (digest, id, version, effective, body, added_at, installed)
                  VALUES (%s, %s, %s, %s, %s, %s, %s) {conflict}"""
        v = version
        told = (v.digest, v.id, v.version, v.effective, v.text, v.added_at, v.installed)
        return self.connection.execute(sql.encode(), told).rowcount == 1

    def _sign(self, digest: str, signature: LawSignature) -> None:
        s = signature
        self.connection.execute(SIGN, (digest, s.part.value, s.officer, s.public, s.signature, s.at, s.reason))

    def enrol(self, officer: UUID, public: bytes, now: datetime) -> None:
        sql = "INSERT INTO officer_key (officer, public, added_at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
        self.connection.execute(sql, (officer, public, now))

    def keys_of(self, officer: UUID) -> tuple[bytes, ...]:
        rows = self.connection.execute("SELECT public FROM officer_key WHERE officer = %s", (officer,)).fetchall()
        return tuple(bytes(row[0]) for row in rows)

    def keys(self) -> frozenset[tuple[UUID, bytes]]:
        rows = self.connection.execute("SELECT officer, public FROM officer_key").fetchall()
        return frozenset((row[0], bytes(row[1])) for row in rows)


def _version(row: tuple[Any, ...], signatures: tuple[LawSignature, ...]) -> LawVersion:
    digest, number, version, effective, text, added_at, installed = row
    return LawVersion(digest, number, version, effective, text, added_at, installed, signatures)
