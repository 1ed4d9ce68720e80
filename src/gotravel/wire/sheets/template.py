"""Our template for carriers without a system of their own: nothing in, the bytes of a CSV file or a workbook out.

The two files have the same rows, and every column is one that the reader understands; tests see to both. All columns of the
workbook are text, so that a program neither drops leading zeros nor turns dates about. Never: a formula.
"""

from __future__ import annotations

from importlib import resources


def as_csv() -> bytes:
    return _file("manifest.csv")


def as_workbook() -> bytes:
    return _file("manifest.xlsx")


def _file(name: str) -> bytes:
    return resources.files("gotravel.wire.sheets").joinpath("templates", name).read_bytes()
