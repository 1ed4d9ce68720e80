"""Section (e) of the requirements, counted from the audit trail: it outlives the records it speaks of.

Goes in: a year. Comes out: counts by section, measure, kind and month. Never: an id, a name, a query a month.
"""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg

from gotravel.domain.statistics import Count, Median, PublishedList

COUNTS = """
WITH e AS (
  SELECT kind, detail, extract(month FROM at AT TIME ZONE 'UTC')::int AS month FROM audit_event WHERE at >= %(from)s AND at < %(to)s
    AND kind NOT IN ('message:resolved', 'transmission:repeated', 'transmission:acknowledged', 'traveller:read', 'traveller:revealed',
      'traveller:searched', 'case:read', 'case:listed', 'board:read', 'officer:signed-in', 'officer:signed-out', 'unmask:listed', 'job:failed'))
SELECT section, measure, breakdown, month, sum(value)::bigint FROM (
  SELECT 1 AS section, 'transmissions received' AS measure, 'all' AS breakdown, month, 1::bigint AS value FROM e WHERE kind = 'transmission:received'
  UNION ALL SELECT 1, 'passengers received', 'all', month, (detail->>'travellers')::bigint FROM e WHERE kind = 'transmission:received'
  UNION ALL SELECT 1, 'messages received', x.key, month, x.value::bigint FROM e, jsonb_each_text(detail->'messages') x WHERE kind = 'transmission:received'
  UNION ALL SELECT 1, 'messages out of scope, purged unread', 'all', month, (detail->>'out-of-scope')::bigint FROM e WHERE kind = 'transmission:received'
  UNION ALL SELECT 2, 'elements not listed, removed', x.key, month, x.value::bigint FROM e, jsonb_each_text(detail->'elements-removed') x WHERE kind = 'transmission:received'
  UNION ALL SELECT 2, 'sensitive items deleted', x.key, month, x.value::bigint FROM e, jsonb_each_text(detail->'sensitive-removed') x WHERE kind = 'transmission:received'
  UNION ALL SELECT 3, 'possible matches raised', CASE kind WHEN 'list:rescreened' THEN 'after a change of lists' ELSE 'on new data' END, month, (detail->>'hits')::bigint
    FROM e WHERE kind IN ('traveller:screened', 'list:rescreened')
  UNION ALL SELECT 3, 'possible matches not raised again (decided before, or redress)', 'all', month, 1 FROM e WHERE kind = 'pair:suppressed'
  UNION ALL SELECT 4, 'decisions by ' || coalesce(detail->>'stage', '?') || ' officer', coalesce(detail->>'outcome', '?'), month, 1
    FROM e WHERE kind IN ('case:decided', 'case:confirmed', 'case:disagreed')
  UNION ALL SELECT 6, 'second officer disagreed', 'all', month, 1 FROM e WHERE kind = 'case:disagreed'
  UNION ALL SELECT 6, CASE WHEN (detail->>'known')::boolean THEN 'known negatives shown again' ELSE 'second looks at decided cases' END,
    CASE WHEN (detail->>'agrees')::boolean THEN 'agreed' ELSE 'did not agree' END, month, 1 FROM e WHERE kind = 'case:looked'
  UNION ALL SELECT 7, 'passengers identified for further examination, by authority', coalesce(detail->>'authority', '?'), month, 1 FROM e WHERE kind = 'case:referred'
  UNION ALL SELECT 7, 'what the recipient found', coalesce(detail->>'outcome', '?'), month, 1 FROM e WHERE kind = 'referral:answered'
  UNION ALL SELECT 8, 'requests of authorities', coalesce(detail->>'authority', '?'), month, 1 FROM e WHERE kind = 'disclosure:received'
  UNION ALL SELECT 8, 'requests of authorities, by offence', coalesce(detail->>'offence', '?'), month, 1 FROM e WHERE kind = 'disclosure:received'
  UNION ALL SELECT 8, 'requests of authorities, outcome', coalesce(detail->>'outcome', '?'), month, 1 FROM e WHERE kind IN ('disclosure:decided', 'disclosure:answered')
  UNION ALL SELECT 9, 'openings of sealed records', split_part(kind, ':', 2), month, 1 FROM e WHERE kind LIKE 'unmask:%%' AND kind <> 'unmask:listed'
  UNION ALL SELECT 10, 'records sealed', 'all', month, (detail->>'records')::bigint FROM e WHERE kind = 'retention:sealed'
  UNION ALL SELECT 10, 'records destroyed', 'all', month, (detail->>'travellers')::bigint FROM e WHERE kind = 'retention:destroyed'
  UNION ALL SELECT 10, 'records held for a reason', 'all', month, 1 FROM e WHERE kind = 'retention:held'
  UNION ALL SELECT 12, 'list entries', x.key, month, x.value::bigint FROM e, jsonb_each_text(detail->'differences') x WHERE kind = 'watchlist:imported'
  UNION ALL SELECT 13, 'requests of persons', coalesce(detail->>'kind', '?'), month, 1 FROM e WHERE kind = 'rights:opened' AND detail ? 'kind'
  UNION ALL SELECT 13, 'requests of persons, decided', coalesce(detail->>'outcome', '?'), month, 1 FROM e WHERE kind = 'rights:decided'
  UNION ALL SELECT 13, 'redress', split_part(kind, ':', 2), month, 1 FROM e WHERE kind IN ('redress:opened', 'redress:granted')
  UNION ALL SELECT 14, 'notices after use', CASE WHEN detail ? 'sent' THEN 'sent' ELSE 'deferral ' || (detail->>'deferral') END, month, 1
    FROM e WHERE kind = 'rights:notified' AND (detail ? 'sent' OR detail ? 'deferral')
  UNION ALL SELECT 15, 'registers', coalesce(detail->>'kind', '?'), month, 1 FROM e WHERE kind = 'register:opened'
  UNION ALL SELECT 15, 'misuse signals closed', coalesce(detail->>'state', '?'), month, 1 FROM e WHERE kind = 'misuse:closed'
  UNION ALL SELECT 16, 'suspensions by those who oversee', split_part(kind, ':', 2), month, 1 FROM e WHERE kind LIKE 'suspension:%%'
) AS counted WHERE value IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
MEDIANS = """
SELECT 'minutes from possible match to first decision' AS measure, extract(month FROM d.decided_at AT TIME ZONE 'UTC')::int, count(*),
  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.decided_at - c.opened_at) / 60)
FROM decision d JOIN case_file c ON c.id = d.case_file WHERE d.ordinal = 1 AND d.decided_at >= %(from)s AND d.decided_at < %(to)s GROUP BY 2
UNION ALL
SELECT 'days from a person''s request to its decision', extract(month FROM decided_at AT TIME ZONE 'UTC')::int, count(*),
  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - opened_at) / 86400)
FROM rights_request WHERE decided_at >= %(from)s AND decided_at < %(to)s GROUP BY 2 ORDER BY 1, 2
"""
LISTS = """
SELECT coalesce(nullif(w.purpose, ''), '?'), w.state, count(DISTINCT w.id), count(e.id) FILTER (WHERE e.in_force)
FROM watchlist w LEFT JOIN watchlist_entry e ON e.watchlist = w.id GROUP BY 1, 2 ORDER BY 1, 2
"""


class Statistics:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def counts(self, year: int) -> list[Count]:
        return [Count(*row) for row in self.connection.execute(COUNTS, _span(year)).fetchall()]

    def medians(self, year: int) -> list[Median]:
        return [Median(*row) for row in self.connection.execute(MEDIANS, _span(year)).fetchall()]

    def lists(self) -> list[PublishedList]:
        """Types of lists and how many entries, without their names (OVS4)."""
        return [PublishedList(*row) for row in self.connection.execute(LISTS).fetchall()]


def _span(year: int) -> dict[str, datetime]:
    return {"from": datetime(year, 1, 1, tzinfo=UTC), "to": datetime(year + 1, 1, 1, tzinfo=UTC)}
