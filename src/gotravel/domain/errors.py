"""Refused acts. Each exception is named for the fact; its docstring is the message an officer reads.

Bad data is never an exception: it is a Finding. `web/errors.py` alone maps kinds to HTTP status.
"""

from __future__ import annotations


class Refused(Exception):
    """This act was refused."""

    def __str__(self) -> str:
        told = super().__str__()
        return told or (self.__doc__ or "This act was refused.").strip()


class NotPermitted(Refused):
    """Your role does not allow this. Ask your supervisor who may do it."""


class PurposeMissing(Refused):
    """No purpose was stated. Personal data are read for a stated purpose only; state it first."""


class CaseMissing(Refused):
    """This purpose asks for a case or a request: state the number of one that exists."""


class LegalBasisMissing(Refused):
    """No legal basis was given. A list or entry without one cannot be used."""


class AuditEventMissing(Refused):
    """Nothing was recorded for the audit. Every unit of work says what it did before it commits."""


class SecondPersonNeeded(Refused):
    """A second person has to decide this. The one who acted first cannot be the second."""


class ReasonMissing(Refused):
    """Write at least 20 characters: what you checked and why it leads to this. A number alone does not say why."""


class ReasonNames(Refused):
    """This reason names the person. It stays in the audit for years: write why, and leave out the name and the number."""


class NotInThisState(Refused):
    """This can no longer be done: someone else acted first. Reload to see what changed."""


class NotFound(Refused):
    """There is nothing under this reference that you may see."""


class UnusualChange(Refused):
    """The new version differs unusually from the one in force. A second person has to confirm it."""


class InvalidInput(Refused):
    """The input cannot be read."""


class ImpactAssessmentMissing(Refused):
    """No data are taken in yet: the law in force names no impact assessment with prior consultation. Send again later."""


class NoAnswer(Refused):
    """The owner of a list that is consulted gave no answer. It is asked again."""


class CannotStart(Exception):
    """The product cannot start here; the message says why, in one line, and what to do."""
