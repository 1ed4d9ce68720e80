"""docs/law.md is honest: what it calls enforced stands on code and on tests that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from gotravel.law.floor import RULES
from gotravel.law.register import Requirement, controls, document, requirements

ROOT = Path(__file__).parents[2]
ROWS = (*requirements(), *controls())
BUILT = [row for row in ROWS if row.state in ("enforced", "partly")]


def holding_tests(path: Path) -> list[Path]:
    files = [path] if path.is_file() else sorted(path.rglob("test_*.py"))
    return [file for file in files if "def test_" in file.read_text(encoding="utf-8")]


@pytest.mark.parametrize("row", BUILT, ids=lambda row: row.id)
def test_what_is_built_names_code_and_tests_that_are_there(row: Requirement) -> None:
    assert row.code, "no code"
    for path in row.code:
        assert (ROOT / path).is_file() and (ROOT / path).stat().st_size > 0, path
    assert row.tests, "no test"
    for path in row.tests:
        assert (ROOT / path).exists() and holding_tests(ROOT / path), f"{path} holds no test"


@pytest.mark.parametrize("row", [row for row in ROWS if row.state == "partly"], ids=lambda row: row.id)
def test_what_is_partly_built_says_what_is_missing(row: Requirement) -> None:
    assert row.note


@pytest.mark.parametrize("row", [row for row in ROWS if row.state == "open"], ids=lambda row: row.id)
def test_what_is_open_claims_nothing(row: Requirement) -> None:
    assert not row.tests


def test_the_floor_speaks_of_known_requirements() -> None:
    assert {rule[0] for rule in RULES} <= {row.id for row in ROWS}


def test_all_ten_controls_are_mapped() -> None:
    assert [row.id for row in controls()] == [f"29(2){letter}" for letter in "abcdefghij"]


def test_the_page_is_the_table() -> None:
    assert (ROOT / "docs/law.md").read_text(encoding="utf-8") == document()
