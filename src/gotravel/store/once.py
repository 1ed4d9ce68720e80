"""One change of one row that two people may have tried: it is made once, or refused.

Goes in: an UPDATE. Comes out: nothing. Never: a change that nobody notices did not happen; one person in both parts.
"""

from __future__ import annotations

import psycopg

from gotravel.domain.errors import NotInThisState, SecondPersonNeeded


def once(connection: psycopg.Connection, sql: str, values: tuple[object, ...]) -> None:
    """The tables' own conditions say when one person would be in two parts; a trigger says when a state is skipped."""
    try:
        done = connection.execute(sql.encode(), values).rowcount
    except psycopg.errors.CheckViolation as fault:
        if "does not go this way" in str(fault):
            raise NotInThisState from fault
        raise SecondPersonNeeded from fault
    if not done:
        raise NotInThisState
