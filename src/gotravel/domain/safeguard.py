"""What those who oversee write: suspensions, registers, findings on misuse (OVS1, OVS2, OVS4, SEC3, SEC5).

Goes in: nothing. Comes out: frozen structs. Never: a suspension without a reason, a register entry that can be edited.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class Switched(StrEnum):
    """What can be switched off by those who oversee."""

    LIST = "list"


class Suspension(msgspec.Struct, frozen=True):
    id: UUID
    kind: Switched
    target: UUID
    code: str
    placed_by: UUID
    placed_role: str
    placed_at: datetime
    reason: str
    lifted_by: UUID | None = None
    lifted_at: datetime | None = None
    lift_reason: str | None = None


class RegisterKind(StrEnum):
    BREACH = "breach"
    COMPLAINT = "complaint"
    INCIDENT = "incident"
    """Of human rights: published."""
    CHANCE_FINDING = "chance-finding"
    """Another offence found by chance (Directive (EU) 2016/681 art. 7(5), PUR5)."""


class RegisterStep(StrEnum):
    AUTHORITY_TOLD = "authority-told"
    PERSONS_TOLD = "persons-told"
    ANSWERED = "answered"
    NOTED = "noted"
    CLOSED = "closed"


class StepTaken(msgspec.Struct, frozen=True):
    at: datetime
    officer: UUID
    step: RegisterStep
    told: str


class RegisterEntry(msgspec.Struct, frozen=True):
    id: UUID
    number: str
    kind: RegisterKind
    opened_at: datetime
    opened_by: UUID
    due_at: datetime | None
    told: str
    high_risk: bool = False
    """Persons have to be told too (Directive (EU) 2016/680 art. 31)."""
    persons: int | None = None
    about: UUID | None = None
    public_text: str | None = None
    closed_at: datetime | None = None
    steps: tuple[StepTaken, ...] = ()

    def took(self, step: RegisterStep) -> bool:
        return any(one.step is step for one in self.steps)

    @property
    def awaits(self) -> tuple[RegisterStep, ...]:
        """What the law still asks for before this can be closed."""
        asked: tuple[RegisterStep, ...] = ()
        if self.kind is RegisterKind.BREACH:
            asked = (RegisterStep.AUTHORITY_TOLD, *((RegisterStep.PERSONS_TOLD,) if self.high_risk else ()))
        if self.kind is RegisterKind.COMPLAINT:
            asked = (RegisterStep.ANSWERED,)
        return tuple(step for step in asked if not self.took(step))


class MisuseKind(StrEnum):
    SELF = "looked-up-self"
    COLLEAGUE = "looked-up-colleague"
    PROTECTED = "looked-up-protected-name"
    WITHOUT_CASE = "looked-up-without-case"
    VOLUME = "unusual-volume"


class MisuseSignal(msgspec.Struct, frozen=True):
    """A pattern of looks that a human being should look at; no verdict."""

    id: UUID
    kind: MisuseKind
    officer: UUID
    seq: int
    """The audit event that shows it."""
    at: datetime
    detail: dict[str, int]
    state: str = "open"
    outcome: str | None = None


class Look(msgspec.Struct, frozen=True):
    """One traveller that one officer looked up, from the audit trail."""

    seq: int
    at: datetime
    officer: UUID
    family: str | None
    given: str | None


class Counted(msgspec.Struct, frozen=True):
    """Looks of one officer on the newest day, beside what is usual."""

    officer: UUID
    seq: int
    at: datetime
    looks: int
    usual: float
    without_case: int


class TrainingRecord(msgspec.Struct, frozen=True):
    officer: UUID
    course: str
    passed_on: date
    valid_until: date


class Alarm(msgspec.Struct, frozen=True):
    """Something that is past its time, or switched off: shown on the board until a human being has acted."""

    kind: str
    count: int
