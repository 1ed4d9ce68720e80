"""What time it is for the law, where nothing that is destroyed comes back: the clock alone is not believed.

Goes in: the clock, how long this machine has run, what was trusted before, what the audit bears. Comes out: a trusted moment, or
that a person has to say which day it is. Never: a moment before one that was trusted; one more than some days ahead of what a
running machine saw pass.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

MOST_AHEAD = timedelta(days=3)
"""What may pass unseen in all, as when every machine is off over some days, before a person is asked."""


class Uptime(msgspec.Struct, frozen=True):
    """The steady clock of one run of one machine: it can be stopped, and not set."""

    boot: str
    seconds: float


class Kept(msgspec.Struct, frozen=True):
    """What was trusted so far."""

    moment: datetime | None
    ahead: timedelta
    disowned: datetime | None
    of_boot: tuple[datetime, float] | None
    """The trusted moment and the steady clock when this run last looked."""


class Trusted(msgspec.Struct, frozen=True):
    moment: datetime
    ahead: timedelta
    held: bool


def trusted(clock: datetime, audit: datetime | None, uptime: Uptime, kept: Kept) -> Trusted:
    """`audit`: the latest moment that the audit and its newest checkpoint bear."""
    later = audit if audit is not None and (kept.disowned is None or audit > kept.disowned) else clock
    wanted = max(clock, later)
    if kept.moment is None:
        return Trusted(wanted, timedelta(), False)
    seen = _seen(kept.moment, uptime, kept)
    unseen = max(wanted - seen, timedelta())
    ahead = kept.ahead + unseen
    if ahead > MOST_AHEAD:
        return Trusted(seen, kept.ahead, True)
    return Trusted(max(wanted, seen), ahead, False)


def _seen(moment: datetime, uptime: Uptime, kept: Kept) -> datetime:
    """What must have passed at the least: the run's own steady clock says so, however the clock was set."""
    if kept.of_boot is None:
        return moment
    at, seconds = kept.of_boot
    return max(moment, at + timedelta(seconds=max(uptime.seconds - seconds, 0.0)))
