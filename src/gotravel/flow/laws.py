"""The law in force, in every process, without a restart.

Goes in: the store, the law that the installation begins under, the clock. Comes out: the laws that reigned until now.
Never: a version whose signatures do not hold, that passes the floor, or whose day has not come; a setting that overrules
what people signed.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gotravel.domain.actor import OPERATOR, WORKER, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import CannotStart, InvalidInput
from gotravel.domain.law_version import LawSignature, LawVersion, Part
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.permissions import OF_ROLE
from gotravel.flow.purposes import ADMINISTRATION, EVERY
from gotravel.law import profile as profiles
from gotravel.store.unit_of_work import Store
from gotravel.vault import signatures

FRESH = timedelta(seconds=2)
"""How old the read versions may be. A change never needs it: it is approved a day before its effect at the latest."""
log = logging.getLogger(__name__)


class Laws:
    """Holds the versions as last read; which of them is in force the clock says, at every act."""

    def __init__(self, store: Store, first: str, key: Ed25519PrivateKey, clock: Callable[[], datetime]) -> None:
        self.store, self.first, self.key, self.clock = store, first, key, clock
        self.read: tuple[datetime, tuple[LegalProfile, ...]] | None = None
        self.registered: tuple[tuple[str, bool], ...] = ()

    def reigns(self) -> tuple[LegalProfile, ...]:
        """One after the other until today, the present law last."""
        today = self.clock().astimezone(UTC).date()
        found = profiles.reigns(self._versions(), today)
        present = profiles.alive(found[-1], today)
        self.store.purposes = EVERY | {purpose.code for purpose in present.purposes}
        self.store.law = f"{present.id} {present.version}"
        self._register(present)
        return (*found[:-1], present)

    def _register(self, present: LegalProfile) -> None:
        """PostgreSQL knows the purposes too, which of them ask for a case, and the rights of roles; on record when changed."""
        wanted = tuple((purpose.code, purpose.case_needed) for purpose in present.purposes)
        if wanted == self.registered:
            return
        with self.store.begin(OPERATOR, Permission.CHANGE_PROFILE, ADMINISTRATION) as work:
            changed = work.purposes.register(wanted)
            if work.purposes.rights(sorted((role.value, right.value) for role in OF_ROLE for right in OF_ROLE[role])):
                changed.append("rights of roles")
            if changed:
                work.commit(AuditEvent("purpose:registered", (), {"changed": sorted(changed)}))
        self.registered = wanted

    def _versions(self) -> tuple[LegalProfile, ...]:
        now = self.clock()
        if self.read is None or not timedelta(0) <= now - self.read[0] < FRESH:
            self.read = (now, self._read())
        return self.read[1]

    def _read(self) -> tuple[LegalProfile, ...]:
        with self.store.begin(WORKER, Permission.READ_PROFILE, ADMINISTRATION) as work:
            versions, keys = work.laws.all(), work.laws.keys()
        self._same_state(versions)
        known: set[tuple[UUID | None, bytes]] = {(None, self.key.public_key().public_bytes_raw()), *keys}
        sound = tuple(law for version in versions if (law := _sound(version, known)) is not None)
        return sound or self._install()

    def _same_state(self, versions: tuple[LawVersion, ...]) -> None:
        law = profiles.parse(self.first)
        if versions and law.id not in {version.id for version in versions}:
            raise CannotStart(
                f"this installation stands under {versions[0].id}, not {law.id}: GOTRAVEL_PROFILE counts at the first start "
                "only; a change of law is proposed with: gotravel profile propose"
            )

    def _install(self) -> tuple[LegalProfile, ...]:
        law = profiles.parse(self.first)
        now = self.clock()
        public, seal = (
            self.key.public_key().public_bytes_raw(),
            signatures.sign(self.first, Part.INSTALLATION, self.key),
        )
        version = version_of(self.first, now, installed=True)
        with self.store.begin(OPERATOR, Permission.CHANGE_PROFILE, ADMINISTRATION) as work:
            done = work.laws.install(version, LawSignature(Part.INSTALLATION, None, public, seal, now))
            if done:
                work.commit(AuditEvent("profile:activated", (), {"profile": law.id, "version": law.version}))
        if not done:
            self._of_another(law)
        return (law,)

    def _of_another(self, law: LegalProfile) -> None:
        """The row is there but was not sound, or another process was first."""
        with self.store.begin(WORKER, Permission.READ_PROFILE, ADMINISTRATION) as work:
            digests = {version.digest for version in work.laws.all()}
        if digest_of(self.first) not in digests:
            raise CannotStart(
                f"the law on file is not {law.id} {law.version}, or was edited: restore the database, or the signing key "
                "that it was installed with; a change of law is proposed with: gotravel profile propose"
            )


def _sound(version: LawVersion, known: set[tuple[UUID | None, bytes]]) -> LegalProfile | None:
    """In force at its day: approved, every signature right and by a key that its officer enrolled, within the floor."""
    if version.state != "approved":
        return None
    try:
        law = profiles.parse(version.text)
    except InvalidInput:
        law = None
    right = all(signatures.holds(version.text, s) and (s.officer, s.public) in known for s in version.signatures)
    told = law is not None and (law.id, law.version, law.effective) == (version.id, version.version, version.effective)
    if not (right and told):
        log.error("law version %s is not in force: its text or a signature was edited", version.digest[:16])
        return None
    return law


def version_of(text: str, now: datetime, *, installed: bool = False) -> LawVersion:
    law = profiles.parse(text)
    return LawVersion(digest_of(text), law.id, law.version, law.effective, text, now, installed)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
