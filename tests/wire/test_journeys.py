"""A leg that arrives before it departs is told, unless the clocks of its two places explain it."""

from __future__ import annotations

import pytest

from gotravel.domain.message import Kind, Leg, Message
from gotravel.wire.journeys import about_journeys


@pytest.mark.parametrize(
    ("departure", "arrival", "told"),
    [
        ("2025-08-12T06:30", "2025-08-12T09:20", False),
        ("2025-08-12T20:00", "2025-08-12T07:00", False),  # Tokyo to Honolulu
        ("2025-08-13T00:30", "2025-08-12T05:30", False),  # Auckland to Apia
        ("2025-08-12T06:30", "2025-08-10T09:20", True),
        ("2025-08-12T06:30", "2024-08-12T09:20", True),
        ("2025-08-12", "2025-08-11", False),
        ("2025-08-12", "2025-08-10", True),
        ("2025-08-12", "2025-08-11T23:00", False),
        ("2025-08-12T06:30", "2025-08-09", True),
        ("2025-08-12T06:30", None, False),
        (None, "2025-08-12T06:30", False),
    ],
)
def test_what_no_clock_explains_is_told(departure: str | None, arrival: str | None, told: bool) -> None:
    legs = (Leg(departure="2025-08-01", arrival="2025-08-02"), Leg(departure=departure, arrival=arrival))
    (message,) = about_journeys([Message(1, Kind.MANIFEST, legs=legs)])
    assert [one.code for one in message.findings] == ["arrival-before-departure"] * told
    assert message.legs == legs
    assert all("Leg 2" in one.text for one in message.findings)
