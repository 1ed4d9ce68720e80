"""A unit on a database of its own, with a clock that a test moves and officers of every role.

Goes in: an owner's DSN, a folder. Comes out: parts and short ways to fill and to look. Never: a real person's data.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from argon2 import PasswordHasher

from gotravel import bootstrap
from gotravel.domain.actor import OPERATOR, Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import OfficerId
from gotravel.domain.officer import Officer
from gotravel.domain.safeguard import TrainingRecord
from gotravel.domain.transmission import Channel, Receipt
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.flow.receive import receive
from gotravel.gateway.credentials import digest
from gotravel.law import profile as profiles
from gotravel.settings import from_environment
from gotravel.store.embedded import as_application
from gotravel.upkeep import accounts
from gotravel.worker import keep_calendar, work_until_idle
from tests.builders import Clock

PASSWORD = "four invented words here"
MARKER = "ZQXVORT"
"""In every place that the law masks; looked for in every table afterwards."""
API = f"""UNA:+.? 'UNB+UNOA:4+ZZ+XXPIU+261124:0700+A1++APIS'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+ZZ501+++ZZ'
LOC+125+JFK'DTM+189:2611261815:201'LOC+87+BRU'DTM+232:2611270730:201'
NAD+FL+++{MARKER}:OSRIKEL'ATT+2++M'DTM+329:800101'NAT+2+SWE'RFF+AVF:AAAAAA'DOC+P:110:111+{MARKER}1'LOC+91+SWE'
NAD+FL+++{MARKER}BERG:TUVA'ATT+2++F'DTM+329:910303'NAT+2+SWE'DOC+P:110:111+{MARKER}9'LOC+91+SWE'CNT+42:2'UNT+23+1'UNZ+1+A1'""".encode()
LIST = f"""reference;name;born;nationality;passport;category;review_due;nominator
X-1;Osrikel {MARKER};1980-01-01;SWE;{MARKER}1;suspect;2099-01-01;Invented police
"""


class Unit(msgspec.Struct, frozen=True):
    parts: Parts
    owner: str
    clock: Clock
    folder: Path
    officers: dict[Role, Officer]

    def take(self, raw: bytes = API) -> Receipt:
        carrier = bootstrap.carrier(self.parts, "ZZ")
        assert carrier is not None
        receipt = receive(self.parts, carrier, raw, Channel.PUSH)
        work_until_idle(self.parts)
        return receipt

    def nights(self, days: int) -> None:
        """Time passes, and the calendar runs."""
        self.clock.now += timedelta(days=days)
        keep_calendar(self.parts)
        work_until_idle(self.parts)

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.owner) as connection:
            return connection.execute(sql.encode(), values).fetchall()

    def count(self, table: str) -> int:
        return int(self.ask(f"SELECT count(*) FROM {table}")[0][0])

    def travellers(self) -> list[Any]:
        return [row[0] for row in self.ask("SELECT id FROM traveller ORDER BY received_at, id")]

    def everything(self) -> bytes:
        """Every value of every table as text, byte columns unpacked where they are packed."""
        return b"\n".join(_dump(self.owner, table) for (table,) in self.ask(TABLES))


TABLES = "SELECT c.oid::regclass::text FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"


def _dump(owner: str, table: str) -> bytes:
    import zstandard

    said: list[bytes] = []
    with psycopg.connect(owner) as connection:
        for row in connection.execute(f"SELECT * FROM {table}".encode()):
            for value in row:
                if isinstance(value, bytes):
                    said.append(value)
                    if value[:4] == b"\x28\xb5\x2f\xfd":
                        said.append(zstandard.ZstdDecompressor().decompress(value))
                else:
                    said.append(str(value).encode())
    return b"\n".join(said)


def a_law(name: str, **changed: Any) -> str:
    """A shipped law with other values in its first rows."""
    text = profiles.text_of(name)
    for field, value in changed.items():
        line = f"{field} = {json.dumps(value, default=str) if not isinstance(value, date) else value.isoformat()}"
        told = rf"^{field} = .*$" if re.search(rf"^{field} = ", text, re.MULTILINE) else rf"^# {field}: not set.*$"
        text, done = re.subn(told, line, text, count=1, flags=re.MULTILINE)
        assert done, field
    profiles.parse(text)
    return text


def a_unit(owner_dsn: str, folder: Path, clock: Clock, profile: str = "eu-pnr", **changed: Any) -> Unit:
    folder.mkdir(parents=True, exist_ok=True)
    law = folder / "law.toml"
    law.write_text(a_law(profile, **changed), encoding="utf-8")
    settings = from_environment({}, training=True, data=folder, profile=str(law))
    parts = bootstrap.parts(msgspec.structs.replace(settings, database=as_application(owner_dsn)), clock, clock.uptime)
    accounts.register_carrier(parts, OPERATOR, "ZZ", "Invented Air", digest("a secret"))
    officers = {role: _officer(parts, role) for role in Role}
    return Unit(parts, owner_dsn, clock, folder, officers)


def _officer(parts: Parts, role: Role) -> Officer:
    officer = Officer(OfficerId(parts.new_id()), role.value, role.value.title(), frozenset({role}))
    with parts.store.begin(OPERATOR, Permission.ADMINISTER, ADMINISTRATION) as work:
        work.officers.add(officer, _hashed())
        trained = TrainingRecord(officer.id, "invented course", parts.clock().date(), date(2099, 1, 1))
        work.training.record(trained, "operator", parts.clock())
        work.commit(AuditEvent("officer:created", (officer.id,)))
    return officer


@lru_cache(maxsize=1)
def _hashed() -> str:
    """Slow by design, so once for all tests."""
    return PasswordHasher().hash(PASSWORD)
