"""The door of time: jobs are claimed, done and completed, one commit each; due steps of the calendar are enqueued.

Goes in: parts, a signal to stop. Comes out: work done. Never: an effect without its completion, or the other way round;
a job lost by a kill at any moment; a personal datum in a log line.
"""

from __future__ import annotations

import logging
import threading
import time

import msgspec

from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job, Step
from gotravel.flow.parts import Parts
from gotravel.flow.way import CALENDAR, STEPS, Way
from gotravel.store import queue
from gotravel.store.queue import Claimed

IDLE_SECONDS = 2.0
"""How long to wait for a notification before looking anyway (scheduled jobs come due without one)."""
JOURNEYS = 8
"""Jobs of people on their way in one turn; of everything else one."""
log = logging.getLogger(__name__)


class Failure(msgspec.Struct, frozen=True):
    """Why a job failed: the error's class only. Its text may hold personal data."""

    claimed: Claimed
    error: str


def work_until(parts: Parts, stop: threading.Event, *, until_idle: bool = False) -> None:
    asked = -IDLE_SECONDS
    while not stop.is_set():
        if time.monotonic() - asked >= IDLE_SECONDS:
            keep_calendar(parts)
            asked = time.monotonic()
        if work_once(parts):
            continue
        if until_idle:
            return
        parts.store.wait_for_jobs(IDLE_SECONDS)


def work_until_idle(parts: Parts) -> int:
    done = 0
    while work_once(parts):
        done += 1
    return done


def work_once(parts: Parts) -> bool:
    """True when there was a job. Each kind of step has its own right and purpose, and each gets its turn: however many
    travellers are on their way, what is past its time is sealed and destroyed."""
    return sum(_turn(parts, step_way) for step_way in STEPS.items()) > 0


def _turn(parts: Parts, step_way: tuple[Step, Way]) -> bool:
    most = JOURNEYS if step_way[0] in (Step.RESOLVE, Step.SCREEN) else 1
    done = 0
    while done < most and _work(parts, step_way):
        done += 1
    return done > 0


def keep_calendar(parts: Parts) -> None:
    with parts.store.begin(WORKER, Permission.RETAIN, STEPS[next(iter(CALENDAR))].purpose) as work:
        due = queue.due_steps(work.connection, CALENDAR, parts.clock())
        if due:
            work.enqueue(*(Job(step, unique=f"calendar:{step.value}") for step in due))
            work.commit(AuditEvent("system:calendar", (), {"steps": [step.value for step in due]}))


def _work(parts: Parts, step_way: tuple[Step, Way]) -> bool:
    way = step_way[1]
    failure = _try(parts, way)
    if isinstance(failure, Failure):
        _put_back(parts, way, failure)
        return True
    return failure


def _try(parts: Parts, way: Way) -> bool | Failure:
    claimed: Claimed | None = None
    parts = parts.today()
    try:
        with parts.store.begin(WORKER, way.permission, way.purpose) as work:
            claimed = queue.claim(work.connection, [step for step, w in STEPS.items() if w is way])
            if claimed is None:
                return False
            told = way.act(parts, work, claimed.job)
            work.commit(*((told,) if isinstance(told, AuditEvent) else told))
    except Exception as fault:  # whatever a step throws: the job goes back and others go on
        if claimed is None:
            raise
        return Failure(claimed, _where(fault))
    return True


def _put_back(parts: Parts, way: Way, failure: Failure) -> None:
    job = failure.claimed.job
    log.warning("step %s on %s failed: %s", job.step.value, job.subject, failure.error)
    with parts.store.begin(WORKER, way.permission, way.purpose) as work:
        for_good = queue.put_back(work.connection, failure.claimed, failure.error)
        subjects = (job.subject,) if job.subject else ()
        work.commit(AuditEvent("job:failed", subjects, {"step": job.step.value, "for-good": for_good}))


def _where(fault: BaseException) -> str:
    """The error's class and the place in our code; the text stays out."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""
    return f"{type(fault).__name__} in {place}"
