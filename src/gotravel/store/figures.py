"""Counts without personal data.

Goes in: nothing. Comes out: numbers by name. Never: a value of a person.
"""

from __future__ import annotations

import psycopg

SUMMARY = """
SELECT (SELECT count(*) FROM transmission), (SELECT count(*) FROM message), (SELECT count(*) FROM flight_leg),
  (SELECT count(*) FROM booking), (SELECT count(*) FROM traveller),
  (SELECT coalesce(sum(v::bigint), 0)::bigint FROM transmission, jsonb_each_text(removals->'by_element') AS e(k, v)),
  (SELECT coalesce(sum(v::bigint), 0)::bigint FROM transmission, jsonb_each_text(removals->'by_sensitive_class') AS e(k, v)),
  (SELECT count(*) FROM hit), (SELECT count(*) FROM case_file), (SELECT count(*) FROM decision),
  (SELECT count(*) FROM referral), (SELECT count(*) FROM audit_event)
"""
NAMES = (
    "transmissions",
    "messages",
    "legs",
    "bookings",
    "travellers",
    "elements removed",
    "sensitive items removed",
    "hits",
    "cases",
    "decisions",
    "referrals",
    "audit events",
)


class Figures:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def summary(self) -> dict[str, int | str]:
        row = self.connection.execute(SUMMARY).fetchone()
        return dict(zip(NAMES, row or (), strict=True))
