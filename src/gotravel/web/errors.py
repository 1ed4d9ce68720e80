"""Refusals as pages: the one place that knows which status a refusal has.

Goes in: an exception. Comes out: a status and a sentence. Never: a traceback or a value of a person.
"""

from __future__ import annotations

from gotravel.domain import errors

STATUS: dict[type[errors.Refused], int] = {
    errors.NotPermitted: 403,
    errors.PurposeMissing: 403,
    errors.CaseMissing: 403,
    errors.SecondPersonNeeded: 403,
    errors.NotFound: 404,
    errors.NotInThisState: 409,
    errors.UnusualChange: 409,
    errors.ReasonMissing: 422,
    errors.ReasonNames: 422,
    errors.LegalBasisMissing: 422,
    errors.InvalidInput: 422,
}


def status_of(refusal: errors.Refused) -> int:
    return STATUS.get(type(refusal), 400)
