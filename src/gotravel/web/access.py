"""Roles and rights in words, for people who read who may do what.

Goes in: nothing. Comes out: tables. Never: a role or a right without its words (a test compares them with the vocabulary).
"""

from __future__ import annotations

from gotravel.domain.actor import Permission, Role
from gotravel.domain.permissions import OF_ROLE

P = Permission
ROLES: dict[Role, str] = {
    Role.ANALYST: "Analyst",
    Role.TARGETING: "Targeting officer",
    Role.WATCHLISTS: "Watchlist manager",
    Role.LIAISON: "Carrier liaison",
    Role.SUPERVISOR: "Supervisor",
    Role.DPO: "Data-protection officer",
    Role.AUTHORITY: "Independent authority",
    Role.APPROVER: "Independent approver",
    Role.OMBUDSPERSON: "Ombudsperson",
    Role.BORDER: "Border officer",
    Role.ADMINISTRATOR: "Administrator",
}
RIGHTS: dict[Permission, str] = {
    P.SIGN_IN: "Sign in",
    P.CONFIRM_CLOCK: "Confirm the day where the clock jumped",
    P.READ_BOARD: "Read the operations board",
    P.READ_CASE: "Read possible matches",
    P.READ_TRAVELLER: "Read travellers' records, for a purpose",
    P.SEARCH: "Search travellers, for a purpose",
    P.DECIDE: "Decide a possible match first; keep a record longer",
    P.DECIDE_SECOND: "Decide a possible match second",
    P.DISSEMINATE: "Hand data to competent authorities",
    P.READ_WATCHLIST: "Read watchlists",
    P.CHANGE_WATCHLIST: "Propose changes of watchlists",
    P.APPROVE_WATCHLIST: "Approve changes of watchlists",
    P.READ_CARRIER: "Read what carriers sent",
    P.CHANGE_CARRIER: "Register carriers",
    P.READ_AUDIT: "Read the audit trail",
    P.READ_FIGURES: "Read figures",
    P.READ_PROFILE: "Read the legal profile",
    P.CHANGE_PROFILE: "Propose a legal profile",
    P.APPROVE_PROFILE: "Approve a legal profile",
    P.REQUEST_UNMASK: "Ask for a sealed record",
    P.APPROVE_UNMASK: "Allow or refuse a sealed record",
    P.HANDLE_RIGHTS: "Review the opening of sealed records",
    P.SUSPEND: "Suspend a list",
    P.OVERSEE: "Read what overseers read",
    P.ADMINISTER: "Administer accounts",
    P.REPLAY: "Compute a past comparison again",
    P.ANSWER_PERSON: "Answer people's requests",
    P.KEEP_REGISTER: "Write in the registers",
    P.DECIDE_APPEAL: "Record decisions on appeal",
    P.READ_REDRESS: "Read cases of redress, with why somebody was matched",
    P.RECOMMEND: "Recommend a delisting",
    P.READ_DISCLOSURE: "Read requests of authorities",
    P.APPROVE_DISCLOSURE: "Approve requests of authorities",
    P.RECEIVE: "Take messages in",
    P.RESOLVE: "Recognise travellers",
    P.SCREEN: "Compare with watchlists",
    P.RETAIN: "Seal and destroy records",
    P.CORRECT: "Carry out decisions on people's requests",
}


def roles_with(permission: Permission) -> list[str]:
    return [word for role, word in ROLES.items() if permission in OF_ROLE[role]]
