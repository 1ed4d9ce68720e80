"""Which role may do what: the one table. Goes in: an actor. Comes out: yes or no. Never: a right by accident.

Nobody both decides first and second on one case (checked by casework), nobody both requests and approves an unmasking
(DIS2), and those who oversee read everything and change nothing but a suspension (OVS1, OVS2).
"""

from __future__ import annotations

from gotravel.domain.actor import Actor, ActorKind, Permission, Role

P = Permission
_DESK = frozenset({P.READ_BOARD, P.SIGN_IN})
_OVERSIGHT = frozenset(
    {P.READ_AUDIT, P.READ_FIGURES, P.READ_PROFILE, P.READ_WATCHLIST, P.READ_CARRIER, P.READ_CASE, P.READ_TRAVELLER}
    | {P.OVERSEE, P.SUSPEND, P.KEEP_REGISTER, P.READ_DISCLOSURE, P.READ_REDRESS}
)
OF_ROLE: dict[Role, frozenset[Permission]] = {
    Role.ANALYST: _DESK
    | {
        P.READ_CASE,
        P.READ_TRAVELLER,
        P.SEARCH,
        P.DECIDE,
        P.DECIDE_SECOND,
        P.DISSEMINATE,
        P.READ_WATCHLIST,
        P.READ_DISCLOSURE,
    }
    | {P.REQUEST_UNMASK, P.REPLAY},
    Role.TARGETING: _DESK | {P.READ_CASE, P.READ_TRAVELLER, P.SEARCH, P.READ_FIGURES, P.READ_PROFILE},
    Role.WATCHLISTS: _DESK | {P.READ_WATCHLIST, P.CHANGE_WATCHLIST, P.APPROVE_WATCHLIST, P.READ_PROFILE},
    Role.LIAISON: _DESK | {P.READ_CARRIER, P.CHANGE_CARRIER},
    Role.SUPERVISOR: _DESK
    | {
        P.READ_CASE,
        P.READ_TRAVELLER,
        P.SEARCH,
        P.DECIDE,
        P.DECIDE_SECOND,
        P.DISSEMINATE,
        P.READ_WATCHLIST,
        P.READ_DISCLOSURE,
    }
    | {
        P.APPROVE_WATCHLIST,
        P.READ_CARRIER,
        P.READ_FIGURES,
        P.READ_PROFILE,
        P.APPROVE_PROFILE,
        P.REPLAY,
        P.CONFIRM_CLOCK,
    },
    Role.DPO: _DESK | _OVERSIGHT | {P.HANDLE_RIGHTS, P.ANSWER_PERSON, P.APPROVE_PROFILE, P.REPLAY},
    Role.AUTHORITY: frozenset({P.SIGN_IN}) | _OVERSIGHT | {P.REPLAY, P.DECIDE_APPEAL},
    Role.APPROVER: frozenset({P.SIGN_IN, P.APPROVE_DISCLOSURE, P.APPROVE_UNMASK}),
    Role.OMBUDSPERSON: frozenset({P.SIGN_IN, P.READ_REDRESS, P.RECOMMEND}),
    Role.BORDER: _DESK,
    Role.ADMINISTRATOR: frozenset(
        {P.SIGN_IN, P.ADMINISTER, P.CONFIRM_CLOCK, P.CHANGE_PROFILE, P.READ_PROFILE, P.READ_CARRIER}
    ),
}
OF_KIND: dict[ActorKind, frozenset[Permission]] = {
    ActorKind.CARRIER: frozenset({P.RECEIVE}),
    ActorKind.SYSTEM: frozenset(
        {P.RECEIVE, P.RESOLVE, P.SCREEN, P.RETAIN, P.SIGN_IN, P.SUSPEND, P.READ_FIGURES, P.READ_PROFILE} | {P.CORRECT}
    ),
    ActorKind.OPERATOR: frozenset(
        {P.RECEIVE, P.RESOLVE, P.SCREEN, P.RETAIN, P.ADMINISTER, P.CHANGE_WATCHLIST, P.READ_AUDIT, P.READ_FIGURES}
        | {P.CHANGE_PROFILE, P.READ_PROFILE, P.CHANGE_CARRIER, P.READ_WATCHLIST, P.REPLAY, P.SIGN_IN}
    ),
    ActorKind.OFFICER: frozenset(),
}


def may(actor: Actor, permission: Permission) -> bool:
    if actor.kind is ActorKind.OFFICER:
        return any(permission in OF_ROLE[role] for role in actor.roles)
    return permission in OF_KIND[actor.kind]
