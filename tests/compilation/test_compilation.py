"""Machine code says what the source says, and is never that of another source."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gotravel.compilation import Compiled, folder
from gotravel.compilation.__main__ import lacking
from gotravel.compilation.build import writable
from gotravel.compilation.modules import PACKAGE, folders, modules

ROOT = PACKAGE.parent.parent
HEAVY = 200
"""So many messages at least are read both ways."""


def _said(*options: str) -> dict[str, object]:
    command = [sys.executable, *options, "-m", "tests.compilation.both_ways"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=True)
    said: dict[str, object] = json.loads(ended.stdout)
    return said


@pytest.mark.skipif(folder() is None, reason="nothing is compiled here: no C compiler, or the sources changed since")
def test_machine_code_and_source_read_and_filter_alike() -> None:
    compiled, source = _said(), _said("-X", "gotravel=interpreted")
    assert (compiled["compiled"], source["compiled"]) == (True, False)
    assert isinstance(source["digests"], dict)
    assert len(source["digests"]) > HEAVY
    assert compiled["digests"] == source["digests"]


def test_changed_sources_are_not_run_from_old_machine_code(tmp_path: Path) -> None:
    copied = tmp_path / "gotravel"
    shutil.copytree(PACKAGE, copied, ignore=shutil.ignore_patterns("web"))
    program = "from gotravel.compilation import folder, in_force; print(in_force(), folder() is None)"
    command = [sys.executable, "-c", program]

    def said() -> str:
        return subprocess.run(
            command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True
        ).stdout.strip()

    was = said()
    assert was == f"{folder() is not None} {folder() is None}", (
        "the same sources, copied whole, find what lies beside them"
    )
    with (copied / "domain" / "errors.py").open("a") as file:
        file.write("\n# one more line\n")
    assert said() == "False True"


def test_decoders_and_filter_are_among_what_is_compiled() -> None:
    wanted = ("wire.pnrgov.message", "wire.paxlst.message", "wire.edifact.reader", "law.filter", "law.sensitive")
    assert not {f"gotravel.{name}" for name in wanted} - set(modules())


@pytest.mark.parametrize("path", modules().values(), ids=list(modules()))
def test_what_is_compiled_defines_no_struct_and_nothing_for_numba(path: Path) -> None:
    """mypyc would leave out what the class line of a struct says (frozen, defaults of its own)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bases = [ast.unparse(base) for one in ast.walk(tree) if isinstance(one, ast.ClassDef) for base in one.bases]
    imported = [ast.unparse(one) for one in ast.walk(tree) if isinstance(one, ast.Import | ast.ImportFrom)]
    assert "msgspec.Struct" not in bases
    assert not [line for line in imported if "numba" in line or "names.compiled" in line]


def test_what_is_lacking_is_told_with_the_words_that_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("gotravel.compilation.__main__.find_spec", lambda _: None)
    told = lacking()
    assert any(what.startswith("C compiler") and "apt install gcc" in what for what in told)
    assert any("pip install 'gotravel[compile]'" in what for what in told)


def test_machine_code_that_is_gone_gives_way_to_the_source(tmp_path: Path) -> None:
    assert Compiled(tmp_path).find_spec("gotravel.law.filter") is None


def test_where_the_installation_cannot_be_written_the_users_cache_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "home" / "machine-code-1"
    (tmp_path / "file").touch()
    monkeypatch.setattr("gotravel.compilation.build.folders", lambda: (tmp_path / "file" / "x" / "y", cache))
    assert writable() == cache


@pytest.mark.endure
def test_an_installed_package_compiles_beside_itself(tmp_path: Path) -> None:
    """Away from the repository and its settings."""
    shutil.copytree(PACKAGE, tmp_path / "gotravel", ignore=shutil.ignore_patterns("__pycache__"))
    here = {**os.environ, "PYTHONPATH": str(tmp_path)}

    def run(*words: str) -> str:
        return subprocess.run(
            [sys.executable, *words], cwd=tmp_path, env=here, capture_output=True, text=True, check=True
        ).stdout

    said = run("-m", "gotravel.compilation")
    if "no C compiler" in said or "no Python.h" in said:
        pytest.skip(said)
    program = f"import gotravel.compilation as c; print(c.in_force(), c.folder().is_relative_to({str(tmp_path)!r}))"
    assert run("-c", program).split() == ["True", "True"]


def test_an_account_without_a_home_starts_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("pathlib.Path.home", nowhere)
    assert len(folders()) == 1
