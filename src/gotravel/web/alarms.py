"""Alarms as sentences and where each leads.

Goes in: nothing. Comes out: a table. Never: a sentence that names a person.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "rights-overdue": ("Requests of people past their deadline", "/rights"),
    "redress-overdue": ("Redress cases past their deadline", "/redress"),
    "notice-overdue": ("People to be told of a use of their data, past the day", "/use-notices"),
    "breach-overdue": ("Data breaches not reported to the authority in time", "/registers"),
    "complaint-overdue": ("Complaints past their deadline", "/registers"),
    "recipient-overdue": ("Corrections that recipients have not been told of", "/rights"),
    "feedback-overdue": ("Referrals whose recipient has not said what was found", "/triage?view=confirmed"),
    "urgent-unreviewed": ("Urgent answers that the independent body has not reviewed in time", "/requests"),
    "disclosure-overdue": ("Requests of authorities past their deadline", "/requests"),
    "unmask-unreviewed": ("Openings of sealed records that wait for their review for a week", "/unmaskings"),
    "audit-broken": ("The audit chain does not hold; see gotravel verify-audit", "/audit"),
    "retention-overdue": ("Records past their time that are still there", "/safeguards"),
    "clock-jumped": (
        "The clock jumped: nothing is sealed or destroyed before somebody confirms the day",
        "/safeguards",
    ),
    "list-suspended": ("Lists switched off by those who oversee", "/safeguards#switch"),
}
"""Kind of alarm -> its sentence, and the page that mends it."""
