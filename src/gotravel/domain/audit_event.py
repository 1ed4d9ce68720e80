"""An audit event: `subject:action`, about which records, counted, in names and ids, never in values of personal data.

Goes in: what a unit of work did. Comes out: a value the audit chain stores. Never: a passenger's name or number.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

import msgspec

GRAMMAR = re.compile(r"[a-z][a-z-]*:[a-z][a-z-]*")
Detail = str | int | float | bool | None | list[str] | dict[str, int]


class AuditEvent(msgspec.Struct, frozen=True):
    kind: str
    """`subject:action`, listed in `gotravel.domain.audit_event.KINDS`."""
    subjects: tuple[uuid.UUID, ...] = ()
    """Ids of the records read or changed."""
    detail: Mapping[str, Detail] = msgspec.field(default_factory=dict)
    """Codes, counts and versions; no personal data."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown audit event {self.kind!r}: list it in KINDS with what it records")


KINDS: dict[str, str] = {
    "transmission:received": "A carrier's transmission was taken in; counts by message kind and removals by class.",
    "transmission:repeated": "The same bytes came again from the same carrier and got the same receipt.",
    "transmission:refused": "A transmission was refused before anything was read (credentials, size, out of scope).",
    "transmission:acknowledged": "An application acknowledgement was written for the carrier.",
    "message:resolved": "A message's bookings and persons were recognised on their flight legs.",
    "traveller:screened": "Travellers were compared with the lists in force.",
    "list:rescreened": "Travellers on file were compared with a changed list.",
    "screening:audited": "A sample was compared with the lists without index, to see whether anybody is missed; counts only.",
    "names:counted": "How common names are was counted anew, without identities.",
    "list:unreachable": "The owner of a list that is consulted gave no answer; travellers stay due.",
    "list:consulted": "Travellers were asked for at the owner of a list that is not copied.",
    "list:kept": "The hour's look at the lists: what expired, what is stale, what was deleted; counts.",
    "hit:recalled": "Open hits fell away because the list entry was withdrawn, expired or suspended.",
    "board:read": "The operations board was shown.",
    "case:listed": "The triage queue was shown.",
    "case:drawn": "Decided cases were drawn by chance for a second look.",
    "case:looked": "An officer who had nothing to do with a decided case looked at it, without seeing the decision.",
    "case:read": "A case was opened: traveller, entry and reasons were shown.",
    "case:given-back": "An officer gave a case back, so that another may take it.",
    "shift:noted": "A note was left for the next shift.",
    "case:taken": "An officer took a case.",
    "case:decided": "A first decision was recorded.",
    "case:confirmed": "A second person decided.",
    "case:disagreed": "A second person disagreed with the first; the case went to the supervisor.",
    "case:referred": "A referral package was made for a competent authority.",
    "case:package-read": "A referral package was opened or downloaded.",
    "traveller:read": "A traveller's dossier was shown.",
    "traveller:revealed": "A traveller's contact and payment were shown in clear, for a written reason.",
    "traveller:searched": "Travellers were searched for a stated purpose.",
    "message:read": "The lawful part of a carrier's message was shown.",
    "watchlist:registered": "A list was registered with owner, legal basis and purpose.",
    "watchlist:proposed": "A new version of a list was read and its differences shown.",
    "watchlist:imported": "A new version of a list came into force.",
    "watchlist:refused": "A new version of a list was refused; the old one stays in force.",
    "watchlist:confirmed": "A second person confirmed an unusual change of a list.",
    "watchlist:entry-proposed": "One entry of a list was proposed to be added, changed or taken off.",
    "watchlist:entry-changed": "One entry of a list was added, changed or taken off after a second person agreed.",
    "watchlist:threshold-proposed": "A new threshold was proposed, with its simulation.",
    "watchlist:threshold-changed": "A new threshold came into force after a second person agreed.",
    "watchlist:withdrawn": "A proposed change of a list was refused or withdrawn.",
    "watchlist:simulated": "A proposed threshold was tried on travellers stored in the clear; counts only.",
    "watchlist:checked": "An entry of a foreign list was checked for political offence, refugee status and torture risk.",
    "watchlist:source-confirmed": "The source of a foreign entry confirmed it, so that action may follow.",
    "watchlist:suspended": "A list or entry was suspended.",
    "watchlist:resumed": "A list or entry was resumed.",
    "watchlist:read": "Lists or entries were shown.",
    "pair:remembered": "A decision 'different person' was remembered for this pair.",
    "pair:forgotten": "A remembered decision ended because a record changed or time ran out.",
    "pair:suppressed": "A hit was not raised again because of a remembered decision or a redress token.",
    "redress:asked": "A redress token was asked for.",
    "redress:granted": "A second person gave a redress token.",
    "pair:read": "Remembered decisions and redress tokens were listed.",
    "referral:recall-told": "An authority that got a referral was told that its list entry is gone.",
    "referral:recall-read": "Notices to authorities about entries that are gone were listed.",
    "redress:ended": "A redress token expired or was withdrawn.",
    "hit:replayed": "A past assessment was computed again.",
    "officer:signed-in": "An officer signed in.",
    "officer:refused": "A sign-in failed.",
    "officer:signed-out": "An officer signed out.",
    "officer:created": "An account was made.",
    "officer:changed": "An account was changed or closed.",
    "carrier:registered": "A carrier was registered or its credential renewed.",
    "carrier:read": "A carrier's ledger or a transmission's report was shown.",
    "carrier:tested": "A file was tested against the decoders; nothing of it was kept.",
    "profile:proposed": "A legal profile version was proposed.",
    "profile:approved": "A person approved a proposed legal profile version.",
    "profile:activated": "A legal profile version has all its signatures and takes effect at its day.",
    "profile:refused": "A proposed legal profile version was refused.",
    "profile:read": "A legal profile was shown.",
    "retention:sealed": "Records past their clear period were sealed.",
    "retention:destroyed": "Records past their last day were destroyed, with their keys.",
    "retention:held": "A record was held for an identified case, or a hold ended.",
    "retention:overdue": "Records past their time were found; an alarm was raised.",
    "unmask:requested": "An officer asked to open one sealed record.",
    "unmask:packaged": "The independent approver took the outer seal of one record to its own place.",
    "unmask:approved": "The independent approver allowed it for a time.",
    "unmask:refused": "The independent approver refused it.",
    "unmask:opened": "A sealed record was opened within its time.",
    "unmask:closed": "An opened record was sealed again.",
    "unmask:listed": "Requests to open sealed records were listed.",
    "unmask:reviewed": "The data-protection officer reviewed an opening afterwards.",
    "retention:read": "How the past stands (counts) was read.",
    "retention:certificates": "Deletion certificates were read.",
    "backup:made": "A backup was written; what is past its day cannot be read in it.",
    "deletion:certified": "A signed deletion certificate was written.",
    "deletion:proved": "A backup was restored and searched for expired records.",
    "audit:read": "The audit trail was read.",
    "audit:verified": "The audit chain was verified.",
    "audit:checkpoint": "A signed checkpoint of the audit chain was written.",
    "figures:read": "Statistics without personal data were made.",
    "rights:opened": "A person's request (access, rectification, erasure, restriction) was opened.",
    "rights:decided": "A person's request was granted, partly granted or refused with a coded reason.",
    "rights:restricted": "Contested data stopped matching, or the restriction ended.",
    "rights:notified": "A person was notified of a past use, or the notice was deferred.",
    "rights:read": "Requests of persons were listed or read.",
    "rights:carried-out": "What was decided on a person's request was done: records changed or erased, recipients to be told.",
    "rights:answered": "The answer to a person was made.",
    "redress:opened": "A redress case was opened.",
    "redress:proposed": "A remedy was proposed; another person has to agree.",
    "redress:decided": "A redress case was decided by a second person, or on appeal.",
    "redress:packed": "A pack for the court was made of a redress case: why the person was matched, and how to check it.",
    "redress:recommended": "The ombudsperson recommended a delisting; a reply is due.",
    "redress:replied": "The manager of the list replied to the ombudsperson.",
    "redress:read": "Redress cases were listed or read.",
    "recipient:told": "A recipient of data was told of a correction, erasure or recall.",
    "disclosure:received": "A request of a competent authority was received and passed the legal check.",
    "disclosure:read": "Requests of authorities, or an answer, were listed or read.",
    "disclosure:decided": "The independent body approved or refused a request, before or after an urgent answer.",
    "disclosure:answered": "An authority's request was answered with the allowed elements.",
    "suspension:placed": "Those who oversee switched a list off; it stops matching at once.",
    "suspension:lifted": "A suspension was lifted, with a reason.",
    "register:opened": "A breach, complaint, incident or chance finding was entered.",
    "register:continued": "A step was added to a register entry.",
    "register:read": "Registers were read.",
    "misuse:read": "Misuse signals were shown to the data-protection officer.",
    "misuse:closed": "A misuse signal was explained or led to a sanction.",
    "protected-name:changed": "A protected name was added or removed; only a keyed digest is kept.",
    "training:recorded": "An officer's training was recorded.",
    "training:ended": "Accounts whose training ran out were closed until it is renewed.",
    "referral:answered": "A recipient's finding on a referral was recorded.",
    "quarantine:listed": "Transmissions that could not be read, or requests to open them, were listed.",
    "quarantine:requested": "An officer asked to open a transmission that could not be read.",
    "quarantine:packaged": "The approver took the sealed bytes of one transmission to its own place.",
    "quarantine:approved": "The independent approver allowed the opening, for minutes.",
    "quarantine:refused": "The independent approver refused the opening.",
    "quarantine:opened": "The bytes of a transmission that could not be read were opened to their asker, or to the decoders.",
    "quarantine:decoded": "What could not be read was read after all and went through the law's filter.",
    "quarantine:closed": "An opening was closed before its time.",
    "push:asked": "A push beyond the agreed times was asked for, under a case and against a specific threat.",
    "retention:scrubbed": "Rooms were written anew without what was masked or destroyed in them; the write-ahead log was closed.",
    "retention:clock-held": "The clock jumped: nothing was sealed or destroyed until a person says which day it is.",
    "retention:clock-confirmed": "A person said which day it is; sealing and destroying go on.",
    "subjects:keyed": "Digests of people on file were laid under a new key of the vault; how many keys they bear.",
    "purpose:registered": "The purposes of the legal profile were registered with what they ask for.",
    "purpose:stated": "An officer stated a purpose for a time.",
    "audit:exported": "A part of the audit trail was exported for evaluation.",
    "staff:read": "The register of staff and access levels was read.",
    "oversight:watched": "Clocks of rights and registers were looked at, and the newest look-ups for misuse.",
    "notice:read": "Notices to the data-protection officer were listed or marked as read.",
    "misuse:flagged": "A look-up pattern was flagged for the data-protection officer.",
    "system:calendar": "Steps that are due by the calendar were enqueued.",
    "system:started": "A process of the product started.",
    "system:migrated": "The database was brought to a new version.",
    "job:failed": "A step failed for good and was set apart for a person.",
    "quarantine:sealed": "The bytes of a message that could not be read were sealed for the profile's hours.",
    "quarantine:destroyed": "A sealed unreadable message was destroyed at its time.",
}


def reference() -> str:
    """docs/reference/audit-events.md"""
    rows = [f"| `{kind}` | {told} |" for kind, told in sorted(KINDS.items())]
    return "\n".join(["# Audit events", "", "`subject:action`", "", "| event | records |", "|---|---|", *rows, ""])
