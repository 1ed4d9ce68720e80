"""Digests of people on file, and the keys that they bear (remembered decisions, redress tokens, hits).

Goes in: the keys of the vault. Comes out: how many the digests bear now. Never: a digest changed back; a key on file.
"""

from __future__ import annotations

import psycopg

OVER = (
    "UPDATE hit SET subject = encode(hmac_once(decode(subject, 'hex'), %(key)s), 'hex') WHERE subject <> ''",
    "UPDATE remembered_pair SET subject = encode(hmac_once(decode(subject, 'hex'), %(key)s), 'hex')",
    """UPDATE redress_token SET subjects = (SELECT coalesce(array_agg(encode(hmac_once(decode(s, 'hex'), %(key)s), 'hex')), '{}')
       FROM unnest(subjects) s), subject = NULL""",
)


class Subjects:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def generation(self) -> int:
        row = self.connection.execute("SELECT generation FROM subject_keying").fetchone()
        return int(row[0]) if row else 0

    def bring_up_to(self, keys: list[str]) -> bool:
        """Lays the keys that are new over every digest on file; waits for who writes one just now. `keys`: the pads of each."""
        if self.generation() >= len(keys):
            return False
        self.connection.execute("LOCK TABLE hit, remembered_pair, redress_token IN SHARE ROW EXCLUSIVE MODE")
        borne = self.generation()
        for key in keys[borne:]:
            for sql in OVER:
                self.connection.execute(sql, {"key": key})
        self.connection.execute("UPDATE subject_keying SET generation = %s", (len(keys),))
        return borne < len(keys)
