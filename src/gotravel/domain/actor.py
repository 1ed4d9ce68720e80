"""Who acts, with which permission. Goes in: nothing. Comes out: values. Never: a password or a secret."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ActorKind(StrEnum):
    OFFICER = "officer"
    CARRIER = "carrier"
    SYSTEM = "system"
    OPERATOR = "operator"
    """A person at the command line of the server."""


class Role(StrEnum):
    ANALYST = "analyst"
    TARGETING = "targeting-officer"
    WATCHLISTS = "watchlist-manager"
    LIAISON = "carrier-liaison"
    SUPERVISOR = "supervisor"
    DPO = "data-protection-officer"
    AUTHORITY = "independent-authority"
    APPROVER = "independent-approver"
    OMBUDSPERSON = "ombudsperson"
    BORDER = "border-officer"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    RECEIVE = "receive"
    RESOLVE = "resolve"
    SCREEN = "screen"
    READ_BOARD = "read-board"
    READ_CASE = "read-case"
    READ_TRAVELLER = "read-traveller"
    SEARCH = "search"
    DECIDE = "decide"
    DECIDE_SECOND = "decide-second"
    DISSEMINATE = "disseminate"
    READ_WATCHLIST = "read-watchlist"
    CHANGE_WATCHLIST = "change-watchlist"
    APPROVE_WATCHLIST = "approve-watchlist"
    READ_CARRIER = "read-carrier"
    CHANGE_CARRIER = "change-carrier"
    READ_AUDIT = "read-audit"
    READ_FIGURES = "read-figures"
    READ_PROFILE = "read-profile"
    CHANGE_PROFILE = "change-profile"
    APPROVE_PROFILE = "approve-profile"
    RETAIN = "retain"
    REQUEST_UNMASK = "request-unmask"
    APPROVE_UNMASK = "approve-unmask"
    HANDLE_RIGHTS = "handle-rights"
    SUSPEND = "suspend"
    OVERSEE = "oversee"
    ADMINISTER = "administer"
    CONFIRM_CLOCK = "confirm-clock"
    """Says which day it is, where the clock jumped."""
    SIGN_IN = "sign-in"
    REPLAY = "replay"
    ANSWER_PERSON = "answer-person"
    """Requests of persons, redress, notices: the data-protection officer's own work."""
    KEEP_REGISTER = "keep-register"
    """Breaches, complaints, incidents: written by those who oversee."""
    DECIDE_APPEAL = "decide-appeal"
    READ_REDRESS = "read-redress"
    """Cases of redress, with why the person was matched."""
    RECOMMEND = "recommend-delisting"
    """The ombudsperson's."""
    READ_DISCLOSURE = "read-disclosure"
    APPROVE_DISCLOSURE = "approve-disclosure"
    """The court's or independent body's; never the unit's (DIS2)."""
    CORRECT = "correct"
    """Carries out what was decided on a person's request; no officer holds it."""


class Actor(msgspec.Struct, frozen=True):
    kind: ActorKind
    reference: str
    """An officer's id, a carrier's code, `worker`, `operator`; never a personal name."""
    roles: frozenset[Role] = frozenset()


WORKER = Actor(ActorKind.SYSTEM, "worker")
OPERATOR = Actor(ActorKind.OPERATOR, "operator")
