"""Golden sheets and forms: one oddity a file, what was sent beside what is understood (.json). Invented people only.

XML forms are golden files of `test_golden`.

`pytest tests/wire --golden-rewrite` writes them anew; a person reads the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gotravel.wire.decode import decode
from gotravel.wire.present import as_object

FOLDERS = [Path(__file__).parent / "golden" / name for name in ("sheets", "maritime")]
FILES = sorted(path for folder in FOLDERS for path in folder.iterdir() if path.suffix not in (".json", ".xml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_golden(path: Path, golden_rewrite: bool) -> None:
    read = [as_object(one, path.name, unfiltered=True) for one in decode(path.read_bytes(), name=path.name)]
    expected = path.with_suffix(".json")
    if golden_rewrite:
        expected.write_text(json.dumps(read, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert read == json.loads(expected.read_text("utf-8"))
