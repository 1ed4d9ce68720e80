"""Where the shared corpus lies, and the option that rewrites golden files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("GOTRAVEL_SHARED") or Path(__file__).parents[3] / "shared")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden-rewrite", action="store_true", help="write what the decoders say now into tests/wire/golden"
    )


@pytest.fixture
def golden_rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--golden-rewrite", default=False))
