"""The whole way on one page: which step does what, under which permission, for which purpose, and the calendar.

Goes in: a job. Comes out: its effect and its completion in one commit. Never: a step that calls another step.

    carrier -> receive -> [resolve] -> [screen] -> case -> review (two people) -> disseminate -> authority
                                          |                           [destroy], [retain], [keep-lists], [watch] every hour
                                          |                                [scrub], [checkpoint], [audit-misses] every day
                                          +-> [consult] a list at its owner's, again until it answers
    changed list -> [rescreen] -> [rescreen-slice] ... ; entry gone -> [recall]; threshold proposed -> [simulate]
    a person's request -> decided -> [correct] -> answer, records changed or erased

What is past its last day is destroyed before what is past its clear days is sealed, so that nothing is sealed for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import PurposeCode
from gotravel.domain.job import Job, Step
from gotravel.flow import purposes, second_look
from gotravel.flow.audit_misses import audit_misses
from gotravel.flow.checkpoint import checkpoint
from gotravel.flow.consult import consult
from gotravel.flow.correct import correct
from gotravel.flow.count_names import count_names
from gotravel.flow.destroy import destroy
from gotravel.flow.keep_lists import keep_lists
from gotravel.flow.parts import Parts
from gotravel.flow.recall import recall
from gotravel.flow.rescreen import rescreen, rescreen_slice
from gotravel.flow.resolve import resolve
from gotravel.flow.retain import retain
from gotravel.flow.screen import screen
from gotravel.flow.scrub import scrub
from gotravel.flow.simulate import simulate
from gotravel.flow.watch import watch
from gotravel.store.unit_of_work import UnitOfWork


class Way(msgspec.Struct, frozen=True):
    """How one step is done."""

    act: Callable[[Parts, UnitOfWork, Job], AuditEvent | tuple[AuditEvent, ...]]
    permission: Permission
    purpose: PurposeCode


STEPS: dict[Step, Way] = {
    Step.RESOLVE: Way(resolve, Permission.RESOLVE, purposes.COLLECTION),
    Step.SCREEN: Way(screen, Permission.SCREEN, purposes.SCREENING),
    Step.CONSULT: Way(consult, Permission.SCREEN, purposes.SCREENING),
    Step.RECALL: Way(recall, Permission.SCREEN, purposes.SCREENING),
    Step.KEEP_LISTS: Way(keep_lists, Permission.SCREEN, purposes.SCREENING),
    Step.COUNT_NAMES: Way(count_names, Permission.SCREEN, purposes.SCREENING),
    Step.SIMULATE: Way(simulate, Permission.SCREEN, purposes.SCREENING),
    Step.RESCREEN: Way(rescreen, Permission.SCREEN, purposes.SCREENING),
    Step.DESTROY: Way(destroy, Permission.RETAIN, purposes.RETENTION),
    Step.RETAIN: Way(retain, Permission.RETAIN, purposes.RETENTION),
    Step.SCRUB: Way(scrub, Permission.RETAIN, purposes.RETENTION),
    Step.CHECKPOINT: Way(checkpoint, Permission.RETAIN, purposes.OVERSIGHT),
    Step.CORRECT: Way(correct, Permission.CORRECT, purposes.OVERSIGHT),
    Step.WATCH: Way(watch, Permission.CORRECT, purposes.OVERSIGHT),
    Step.AUDIT_MISSES: Way(audit_misses, Permission.SCREEN, purposes.SCREENING),
    Step.DRAW_LOOKS: Way(second_look.draw, Permission.CORRECT, purposes.OVERSIGHT),
    Step.RESCREEN_SLICE: Way(rescreen_slice, Permission.SCREEN, purposes.SCREENING),
}
"""In the order in which a worker looks for jobs: what comes in goes first, the slices of a changed list last."""

CALENDAR: dict[Step, timedelta] = {
    Step.DESTROY: timedelta(hours=1),
    Step.RETAIN: timedelta(hours=1),
    Step.SCRUB: timedelta(days=1),
    Step.CHECKPOINT: timedelta(days=1),
    Step.WATCH: timedelta(hours=1),
    Step.KEEP_LISTS: timedelta(hours=1),
    Step.COUNT_NAMES: timedelta(days=30),
    Step.AUDIT_MISSES: timedelta(days=1),
    Step.DRAW_LOOKS: timedelta(days=1),
}
"""Steps that no other step enqueues: how often each is due."""
