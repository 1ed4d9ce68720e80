"""Findings of the area `watchlist_files`: code -> (severity, sentence, meaning)."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

CODES: Final[dict[str, tuple[Severity, str, str]]] = {}
