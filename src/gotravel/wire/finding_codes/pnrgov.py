"""Findings of the area `pnrgov`: code -> (severity, sentence, meaning)."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

CODES: Final[dict[str, tuple[Severity, str, str]]] = {}
