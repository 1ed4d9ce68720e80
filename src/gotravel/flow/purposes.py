"""The purposes of the product's own steps. Officers state theirs; these are what machines act for.

Goes in: nothing. Comes out: purpose codes. Never: a step without one.
"""

from __future__ import annotations

from gotravel.domain.ids import PurposeCode

COLLECTION = PurposeCode("collection")
SCREENING = PurposeCode("routine-screening")
RETENTION = PurposeCode("retention")
CASEWORK = PurposeCode("routine-screening")
ADMINISTRATION = PurposeCode("administration")
OVERSIGHT = PurposeCode("data-protection")
EVERY = frozenset(code for name, code in vars().items() if name.isupper())
"""All of the above: known beside those of the law in force."""
