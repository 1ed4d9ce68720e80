"""The one file that knows how everything is wired: settings become parts.

Goes in: settings. Comes out: a database that is ready, parts for the steps, applications for the doors. Never: a
decision; what belongs to a step or a door is written there.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from starlette.types import ASGIApp
from watchfiles import watch

from gotravel import __version__
from gotravel.domain.actor import OPERATOR, WORKER, Actor, ActorKind, Permission
from gotravel.domain.audit_checkpoint import AuditCheckpoint, AuditRemoved
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.carrier import Carrier
from gotravel.domain.errors import CannotStart, InvalidInput
from gotravel.domain.ids import time_ordered
from gotravel.domain.job import Job, Step
from gotravel.domain.transmission import Channel, Receipt
from gotravel.flow.checkpoint import checkpoint
from gotravel.flow.document_set import DocumentSets
from gotravel.flow.laws import Laws
from gotravel.flow.lists_on_disk import ListsOnDisk
from gotravel.flow.parts import OutsideWatchlist, Parts
from gotravel.flow.purposes import ADMINISTRATION, COLLECTION, OVERSIGHT, RETENTION
from gotravel.flow.receive import receive
from gotravel.gateway import push
from gotravel.gateway.credentials import digest
from gotravel.gateway.drop_folder import DropFolder
from gotravel.law import profile as profiles
from gotravel.law.kept_time import Uptime
from gotravel.outside.http import Bureau
from gotravel.outside.on_disk import NoticesOnDisk
from gotravel.screening.priors import shipped
from gotravel.settings import Outside, Settings
from gotravel.store import audit, checkpoints, migrate
from gotravel.store.embedded import as_application, embedded
from gotravel.store.unit_of_work import Store
from gotravel.vault import checkpoints as signed_checkpoints
from gotravel.vault.keys import Keys

LOOK_SECONDS = 1
PROCESS = secrets.token_hex(16)


@contextlib.contextmanager
def database(settings: Settings) -> Iterator[Settings]:
    """The settings with a database in them that has this release's shape: the one named, or the embedded one."""
    if settings.database:
        migrate.ensure(settings.database)
        yield settings
        return
    with embedded(settings.data, settings.postgres_bin) as owner:
        migrate.migrate(owner)
        yield msgspec.structs.replace(settings, database=as_application(owner))


def bring_up_to_date(owner: str) -> int:
    """Brings a database of one's own to this release's shape; how many migrations ran."""
    return migrate.migrate(owner)


def parts(
    settings: Settings,
    clock: Callable[[], datetime] | None = None,
    uptime: Callable[[], Uptime] | None = None,
) -> Parts:
    """A clock of one's own (tests, simulations) is its own steady clock, unless that is given too."""
    assert settings.database
    uptime = uptime or (running_for if clock is None else _steady(clock))
    clock = clock or now
    store = Store(settings.database, clock)
    try:
        return _parts(settings, store, clock, uptime)
    except BaseException:
        store.close()  # a product that may not start leaves no connection behind
        raise


def _steady(clock: Callable[[], datetime]) -> Callable[[], Uptime]:
    return lambda: Uptime("a clock of one's own", clock().timestamp())


def running_for() -> Uptime:
    """Since the machine began to run, suspended or not; where that is not told, since this process began."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return Uptime(boot, time.clock_gettime(time.CLOCK_BOOTTIME))
    except (OSError, AttributeError):
        return Uptime(PROCESS, time.monotonic())


def _parts(settings: Settings, store: Store, clock: Callable[[], datetime], uptime: Callable[[], Uptime]) -> Parts:
    keys = Keys.in_folder(settings.data / "keys")
    store.subject_keys = keys.subjects.told
    key_subjects(store, keys)
    laws = Laws(store, _first_law(store, settings), keys.signing, clock)
    return Parts(
        store=store,
        reigns=laws.reigns(),
        clock=clock,
        new_id=new_id,
        lists=ListsOnDisk(settings.data / "index", shipped, documents(settings)),
        keys=keys,
        code_version=__version__,
        laws=laws,
        uptime=uptime,
        outside=outside(settings.outside) if settings.outside else None,
        training=settings.training,
    )


def key_subjects(store: Store, keys: Keys) -> int:
    """Lays the keys of the vault over the digests on file that do not bear them yet; how many they bear."""
    pads = keys.subjects.told().split(",")
    with store.begin(OPERATOR, Permission.ADMINISTER, ADMINISTRATION) as work:
        if work.subjects.bring_up_to(pads):
            work.commit(AuditEvent("subjects:keyed", (), {"keys": len(pads)}))
    return len(pads)


def new_subject_key(settings: Settings) -> int:
    made = parts(settings)
    try:
        made.keys.subjects.add()
        return key_subjects(made.store, made.keys)
    finally:
        made.store.close()


def _first_law(store: Store, settings: Settings) -> str:
    """A law that is named is held against the one installed; where none is named, the installed one counts."""
    if not settings.profile_named:
        with store.begin(WORKER, Permission.READ_PROFILE, ADMINISTRATION) as work:
            installed = work.laws.all()
        if installed:
            return installed[0].text
    return law_text(settings.profile)


def law_text(named: str) -> str:
    """A name that ships with the product, or a file."""
    if named in profiles.shipped():
        return profiles.text_of(named)
    try:
        return Path(named).read_text(encoding="utf-8")
    except OSError as fault:
        known = ", ".join(profiles.shipped())
        raise CannotStart(f"GOTRAVEL_PROFILE names neither a readable file nor one of: {known}") from fault


def documents(settings: Settings) -> DocumentSets:
    return DocumentSets(settings.data / "documents", settings.data / "keys" / "documents.salt")


def outside(given: Outside) -> OutsideWatchlist:
    """Asked over the network, or looked up in a file that the owner replaces."""
    if "://" in given.address:
        bureau = Bureau(given.code, given.address, given.credential, given.authority, given.certificate, given.limit)
        if not given.address.startswith(("https://", "http://")):
            raise CannotStart("GOTRAVEL_OUTSIDE_URL is an https address or a file")
        return bureau
    return NoticesOnDisk(given.code, Path(given.address), given.limit)


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> UUID:
    return time_ordered(now(), secrets.token_bytes(10))


def door(settings: Settings, name: str) -> ASGIApp:
    """`desk`, `carriers`, or `all` on one port: carriers' paths begin with /carriers/, the rest is the desk."""
    from gotravel.web.app import WebParts, create_app

    made = parts(settings)
    carriers, desk = push.application(push_door(made)), create_app(WebParts(made, settings.training))
    if name == "carriers":
        return carriers
    if name == "desk":
        return desk
    return _by_path(carriers, desk)


def push_door(made: Parts) -> push.PushDoor:
    return push.PushDoor(
        lambda sender, raw, channel, name: receive(made, sender, raw, channel, name),
        lambda code, secret: with_credential(made, code, secret),
        lambda sender, wanted: receipt_of(made, sender, wanted),
        made.store.ready,
        lambda: overdue(made),
    )


def overdue(made: Parts) -> int:
    """Records past their time, as the hourly run counted them: for an operator's monitoring."""
    with made.store.begin(WORKER, Permission.RETAIN, RETENTION) as work:
        return work.retention.last_overdue()


def with_credential(made: Parts, code: str, secret: str) -> Carrier | None:
    with made.store.begin(_door_of(code), Permission.RECEIVE, COLLECTION) as work:
        return work.carriers.with_credential(code, digest(secret))


def carrier(made: Parts, code: str) -> Carrier | None:
    with made.store.begin(_door_of(code), Permission.RECEIVE, COLLECTION) as work:
        return work.carriers.active(code)


def receipt_of(made: Parts, sender: Carrier, wanted: UUID) -> tuple[Receipt, str | None] | None:
    with made.store.begin(sender.actor, Permission.RECEIVE, COLLECTION) as work:
        return work.transmissions.receipt_of(sender.code, wanted)


def watch_drop_folder(settings: Settings, stop: threading.Event) -> None:
    """Wakes when a file comes, and looks every second anyway: a network share sends no word."""
    made = parts(settings)
    folder = settings.data / "drop"
    folder.mkdir(parents=True, exist_ok=True)
    hours = lambda: timedelta(hours=made.today().profile.quarantine_hours)  # noqa: E731 - the law of the day
    drop = DropFolder(folder, _receive_file(made), lambda code: carrier(made, code), hours)
    for _ in watch(folder, stop_event=stop, rust_timeout=LOOK_SECONDS * 1000, yield_on_timeout=True):
        _folders_of_carriers(made, folder)
        drop.look()
        drop.sweep(now())
    made.store.close()


def _receive_file(made: Parts) -> push.Receive:
    def receive_file(sender: Carrier, raw: bytes, channel: Channel, name: str) -> Receipt:
        return receive(made, sender, raw, channel, name)

    return receive_file


def _folders_of_carriers(made: Parts, folder: Path) -> None:
    with made.store.begin(OPERATOR, Permission.CHANGE_CARRIER, ADMINISTRATION) as work:
        for code in work.carriers.codes():
            (folder / code).mkdir(exist_ok=True)


def verify_audit(
    settings: Settings, kept: Sequence[AuditCheckpoint] = (), key: Ed25519PublicKey | None = None
) -> audit.Verdict:
    """Needs the right to read only. What was removed at its time has to be signed, and known to the kept checkpoints."""
    assert settings.database
    removed = checkpoints.removed(settings.database)
    if removed is None:
        return audit.verify(audit.rows(settings.database), kept)
    start = audit.Start(removed.until, bytes.fromhex(removed.hash))
    found = audit.verify(audit.rows(settings.database, removed.until), kept, start)
    fault = _removal_fault(removed, kept, key or signing_public(settings))
    return msgspec.structs.replace(found, faults=(fault, *found.faults)) if fault else found


def _removal_fault(removed: AuditRemoved, kept: Sequence[AuditCheckpoint], key: Ed25519PublicKey) -> str | None:
    if not signed_checkpoints.holds(removed, key):
        return f"the removal of the log up to event {removed.until} is not signed by this unit"
    there = {one.event: one.hash for one in kept}
    if kept and there.get(removed.until) != removed.hash:
        return f"the log was removed up to event {removed.until}, which is none of the checkpoints"
    return None


def checkpoint_now(made: Parts) -> list[AuditCheckpoint]:
    """Outside the calendar, at an operator's word; every checkpoint on file comes out."""
    with made.store.begin(OPERATOR, Permission.RETAIN, OVERSIGHT) as work:
        event = checkpoint(made, work, Job(Step.CHECKPOINT))
        work.commit(event)
    if event.kind != "audit:checkpoint":
        raise InvalidInput("The chain is not sound, so it is not signed; see: gotravel verify-audit")
    with made.store.begin(OPERATOR, Permission.RETAIN, OVERSIGHT) as work:
        return work.checkpoints.all()


def owner_of(settings: Settings, given: str) -> str:
    """The owner's connection: of the embedded database, or the one that was given."""
    found = given or (settings.database or "").replace("user=gotravel_app", "user=gotravel_owner")
    if "user=gotravel_owner" not in found and not given:
        raise CannotStart("a backup needs the owner's connection; name it with --owner")
    return found


def signing_key(settings: Settings) -> Ed25519PrivateKey:
    return Keys.in_folder(settings.data / "keys").signing


def signing_public(settings: Settings) -> Ed25519PublicKey:
    return signing_key(settings).public_key()


def _door_of(code: str) -> Actor:
    return Actor(ActorKind.CARRIER, code)


def _by_path(carriers: ASGIApp, desk: ASGIApp) -> ASGIApp:
    async def chosen(scope, receive, send):  # type: ignore[no-untyped-def]
        path = scope.get("path", "")
        to_carriers = path.startswith("/carriers/") and path.count("/") >= 3 and "transmissions" in path
        await (carriers if to_carriers or path == "/health" else desk)(scope, receive, send)

    return chosen
