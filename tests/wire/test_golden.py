"""Golden files: one oddity a file, what was sent (.edi) beside what is understood (.json). Invented people only.

`pytest tests/wire --golden-rewrite` writes them anew; a person reads the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gotravel.wire.decode import decode
from gotravel.wire.present import as_object

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("path", sorted((*GOLDEN.rglob("*.edi"), *GOLDEN.rglob("*.xml"))), ids=lambda path: path.stem)
def test_golden(path: Path, golden_rewrite: bool) -> None:
    read = [as_object(one, path.name, unfiltered=True) for one in decode(path.read_bytes(), name=path.name)]
    expected = path.with_suffix(".json")
    if golden_rewrite:
        expected.write_text(json.dumps(read, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert read == json.loads(expected.read_text("utf-8"))
