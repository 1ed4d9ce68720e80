"""A unit of work: one transaction, one actor, one permission, one purpose, at least one audit event.

Goes in: who acts, by which right, for what. Comes out: repositories on one connection. Never: a read without a purpose
(PUR1), a commit without an event (LOG1); what is not committed is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from types import TracebackType
from typing import Self
from uuid import UUID

import psycopg
from psycopg_pool import ConnectionPool

from gotravel.domain.actor import Actor, ActorKind, Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import AuditEventMissing, CaseMissing, NotPermitted, PurposeMissing, Refused
from gotravel.domain.ids import CaseId, PurposeCode
from gotravel.domain.job import Job
from gotravel.domain.permissions import may
from gotravel.store import audit, queue
from gotravel.store.around import Around
from gotravel.store.carriers import Carriers
from gotravel.store.cases import Cases
from gotravel.store.checkpoints import Checkpoints
from gotravel.store.delistings import Delistings
from gotravel.store.desk_reading import DeskReading
from gotravel.store.disclosures import Disclosures
from gotravel.store.ends import Ends
from gotravel.store.extra_pushes import ExtraPushes
from gotravel.store.figures import Figures
from gotravel.store.hearing import Hearing
from gotravel.store.kept_time import KeptTime
from gotravel.store.laws import LawVersions
from gotravel.store.list_changes import ListChanges
from gotravel.store.list_reading import ListReading
from gotravel.store.messages import Messages
from gotravel.store.miss_audits import MissAudits
from gotravel.store.notices import Notices
from gotravel.store.officers import Officers
from gotravel.store.purposes import Purposes
from gotravel.store.recalls import Recalls
from gotravel.store.redress import Redress
from gotravel.store.remembered import Remembered
from gotravel.store.rescreening import Rescreening
from gotravel.store.retention import Retention
from gotravel.store.rights import Rights
from gotravel.store.safeguards import Safeguards
from gotravel.store.sealed import Sealed
from gotravel.store.second_looks import SecondLooks
from gotravel.store.sessions import Sessions
from gotravel.store.shift import Shift
from gotravel.store.snapshots import Snapshots
from gotravel.store.statistics import Statistics
from gotravel.store.subjects import Subjects
from gotravel.store.training import Training
from gotravel.store.transmissions import Transmissions
from gotravel.store.travel import Travel
from gotravel.store.unmasking import Unmaskings
from gotravel.store.unreadable import Unreadable
from gotravel.store.watching import Watching
from gotravel.store.watchlists import Watchlists

OVERSEERS = frozenset({Role.DPO, Role.AUTHORITY})
DOOR_OF_PERMISSION: dict[Permission, str] = {
    Permission.READ_AUDIT: "gotravel_oversight",
    Permission.OVERSEE: "gotravel_oversight",
    Permission.READ_REDRESS: "gotravel_oversight",
    Permission.READ_FIGURES: "gotravel_oversight",
    Permission.APPROVE_UNMASK: "gotravel_approver",
    Permission.APPROVE_DISCLOSURE: "gotravel_approver",
    Permission.ANSWER_PERSON: "gotravel_safeguard",
    Permission.KEEP_REGISTER: "gotravel_safeguard",
    Permission.DECIDE_APPEAL: "gotravel_safeguard",
    Permission.RECOMMEND: "gotravel_safeguard",
    Permission.SUSPEND: "gotravel_safeguard",
}
DOOR_OF_KIND: dict[ActorKind, str] = {
    ActorKind.CARRIER: "gotravel_gateway",
    ActorKind.SYSTEM: "gotravel_worker",
    ActorKind.OPERATOR: "gotravel_worker",
    ActorKind.OFFICER: "gotravel_desk",
}
WRITES = frozenset(
    {Permission.SIGN_IN, Permission.HANDLE_RIGHTS, Permission.APPROVE_PROFILE}
    | {Permission.SUSPEND, Permission.ANSWER_PERSON, Permission.KEEP_REGISTER, Permission.DECIDE_APPEAL}
)
WITHOUT_PEOPLE = frozenset(
    {Permission.READ_BOARD, Permission.READ_CARRIER, Permission.CHANGE_CARRIER, Permission.ADMINISTER}
    | {Permission.READ_WATCHLIST, Permission.CHANGE_WATCHLIST, Permission.APPROVE_WATCHLIST}
    | {Permission.READ_PROFILE, Permission.CHANGE_PROFILE, Permission.APPROVE_PROFILE}
)
"""What an officer does without any traveller's data: its door has no right to their columns (migration 0048)."""
VERDICTS: dict[str, type[Refused]] = {
    "unknown": PurposeMissing,
    "case-needed": CaseMissing,
    "case-unknown": CaseMissing,
}
"""What PostgreSQL says of a purpose (migration 0021) -> the refusal."""


class Store:
    def __init__(self, dsn: str, clock: Callable[[], datetime], *, connections: int = 10) -> None:
        self.dsn, self.clock = dsn, clock
        self.purposes: frozenset[str] | None = None
        """Those of the law in force and of the product's own steps, once the law was read."""
        self.law = ""
        """Name and version of the law in force: what is added in a unit of work bears it."""
        self.subject_keys: Callable[[], str] = str
        """Under which people are recognised: read anew for every act, so that a change of keys needs no restart."""
        self.pool = ConnectionPool(dsn, min_size=1, max_size=connections, open=True, name="gotravel")

    def begin(
        self,
        actor: Actor,
        permission: Permission,
        purpose: PurposeCode,
        *,
        case: CaseId | None = None,
        request: UUID | None = None,
    ) -> UnitOfWork:
        if not may(actor, permission):
            raise NotPermitted
        if not purpose.strip():
            raise PurposeMissing
        if self.purposes is not None and purpose not in self.purposes:
            raise NotPermitted("The law in force does not know this purpose.")
        return UnitOfWork(self, actor, permission, purpose, case or request)

    def wait_for_jobs(self, seconds: float) -> None:
        """Until another transaction enqueued something, or the time is over."""
        with self.pool.connection() as connection:
            connection.autocommit = True
            queue.wait(connection, seconds)
            connection.autocommit = False

    def ready(self) -> bool:
        try:
            with self.pool.connection(timeout=2) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def close(self) -> None:
        self.pool.close()


class UnitOfWork:
    def __init__(
        self, store: Store, actor: Actor, permission: Permission, purpose: PurposeCode, about: UUID | None
    ) -> None:
        self.store, self.actor, self.permission, self.purpose, self.about = store, actor, permission, purpose, about
        self.enqueued = False

    def __enter__(self) -> Self:
        self._lent = self.store.pool.connection()
        self.connection = self._lent.__enter__()
        self.committed = False
        self._take_door()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.committed:
            self.connection.rollback()
        self._lent.__exit__(None, None, None)

    def commit(self, *events: AuditEvent) -> None:
        if not events:
            raise AuditEventMissing
        audit.append(self.connection, self, events, self.store.clock())
        if self.enqueued:
            queue.notify(self.connection)
        self.connection.commit()
        self.committed = True

    def keep(self) -> None:
        """Commits a touch of the officer's own session: the one change that is no act and needs no event."""
        if self.permission is not Permission.SIGN_IN:
            raise AuditEventMissing
        self.connection.commit()
        self.committed = True

    def enqueue(self, *jobs: Job, wait: timedelta = timedelta()) -> None:
        queue.enqueue(self.connection, jobs, wait)
        self.enqueued = True

    def _take_door(self) -> None:
        """The database takes the door's role, knows who acts for what, and says whether that purpose admits it."""
        about = str(self.about) if self.about else ""
        row = self.connection.execute(
            "SELECT set_config('role', %s, true), set_config('gotravel.actor', %s, true), set_config('gotravel.permission', %s, true), set_config('gotravel.purpose', %s, true), set_config('gotravel.law', %s, true), set_config('gotravel.about', %s, true), set_config('gotravel.subject_keys', %s, true), purpose_verdict()",
            (*self._acting(), self.store.law, about, self.store.subject_keys()),
        ).fetchone()
        refusal = VERDICTS.get(row[-1]) if row else PurposeMissing
        if refusal is not None:
            self.__exit__(None, None, None)
            raise refusal

    def _acting(self) -> tuple[str, str, str, str]:
        return self._door(), self.actor.reference, self.permission.value, self.purpose

    def _door(self) -> str:
        if self.actor.roles & OVERSEERS and self.permission not in WRITES:
            return "gotravel_oversight"
        if self.actor.kind is ActorKind.OFFICER and self.permission in WITHOUT_PEOPLE:
            return "gotravel_liaison" if self.permission is Permission.READ_CARRIER else "gotravel_office"
        return DOOR_OF_PERMISSION.get(self.permission, DOOR_OF_KIND[self.actor.kind])

    @cached_property
    def transmissions(self) -> Transmissions:
        return Transmissions(self.connection)

    @cached_property
    def messages(self) -> Messages:
        return Messages(self.connection)

    @cached_property
    def second_looks(self) -> SecondLooks:
        return SecondLooks(self.connection)

    @cached_property
    def travel(self) -> Travel:
        return Travel(self.connection)

    @cached_property
    def watchlists(self) -> Watchlists:
        return Watchlists(self.connection)

    @cached_property
    def list_changes(self) -> ListChanges:
        return ListChanges(self.connection)

    @cached_property
    def list_reading(self) -> ListReading:
        return ListReading(self.connection)

    @cached_property
    def remembered(self) -> Remembered:
        return Remembered(self.connection)

    @cached_property
    def miss_audits(self) -> MissAudits:
        return MissAudits(self.connection)

    @cached_property
    def snapshots(self) -> Snapshots:
        return Snapshots(self.connection)

    @cached_property
    def delistings(self) -> Delistings:
        return Delistings(self.connection)

    @cached_property
    def rescreening(self) -> Rescreening:
        return Rescreening(self.connection)

    @cached_property
    def cases(self) -> Cases:
        return Cases(self.connection)

    @cached_property
    def officers(self) -> Officers:
        return Officers(self.connection)

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self.connection)

    @cached_property
    def desk(self) -> DeskReading:
        return DeskReading(self.connection)

    @cached_property
    def around(self) -> Around:
        return Around(self.connection)

    @cached_property
    def hearing(self) -> Hearing:
        return Hearing(self.connection)

    @cached_property
    def shift(self) -> Shift:
        return Shift(self.connection)

    @cached_property
    def carriers(self) -> Carriers:
        return Carriers(self.connection)

    @cached_property
    def sealed(self) -> Sealed:
        return Sealed(self.connection)

    @cached_property
    def retention(self) -> Retention:
        return Retention(self.connection)

    @cached_property
    def unmaskings(self) -> Unmaskings:
        return Unmaskings(self.connection)

    @cached_property
    def notices(self) -> Notices:
        return Notices(self.connection)

    @cached_property
    def laws(self) -> LawVersions:
        return LawVersions(self.connection)

    @cached_property
    def ends(self) -> Ends:
        return Ends(self.connection)

    @cached_property
    def checkpoints(self) -> Checkpoints:
        return Checkpoints(self.connection)

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.connection)

    @cached_property
    def purposes(self) -> Purposes:
        return Purposes(self.connection)

    @cached_property
    def rights(self) -> Rights:
        return Rights(self.connection)

    @cached_property
    def recalls(self) -> Recalls:
        return Recalls(self.connection)

    @cached_property
    def kept_time(self) -> KeptTime:
        return KeptTime(self.connection)

    @cached_property
    def extra_pushes(self) -> ExtraPushes:
        return ExtraPushes(self.connection)

    @cached_property
    def unreadable(self) -> Unreadable:
        return Unreadable(self.connection)

    @cached_property
    def subjects(self) -> Subjects:
        return Subjects(self.connection)

    @cached_property
    def disclosures(self) -> Disclosures:
        return Disclosures(self.connection)

    @cached_property
    def redress(self) -> Redress:
        return Redress(self.connection)

    @cached_property
    def safeguards(self) -> Safeguards:
        return Safeguards(self.connection)

    @cached_property
    def watching(self) -> Watching:
        return Watching(self.connection)

    @cached_property
    def training(self) -> Training:
        return Training(self.connection)

    @cached_property
    def statistics(self) -> Statistics:
        return Statistics(self.connection)
