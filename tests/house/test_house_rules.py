"""The house keeps its own rules: one word per thing, every step on the way, nothing of a machine in the repository."""

from __future__ import annotations

import inspect
import re
import subprocess
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from gotravel.domain.audit_event import GRAMMAR, KINDS
from gotravel.domain.job import Step

ROOT = Path(__file__).parents[2]
SOURCES = sorted(file for file in (ROOT / "src").rglob("*.py") if "__pycache__" not in file.parts)
NOUN_FILES = sorted((ROOT / "src/gotravel/domain").glob("*.py"))


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    return [ROOT / name for name in names.split("\0") if name]


def words_of_the_domain() -> set[str]:
    found = set()
    for path in NOUN_FILES:
        module = import_module(f"gotravel.domain.{path.stem}")
        for name, thing in vars(module).items():
            if inspect.isclass(thing) and thing.__module__ == module.__name__ and issubclass(thing, msgspec.Struct):
                found.add(name)
    return found


def test_every_word_of_the_glossary_is_a_noun_of_the_domain() -> None:
    told = set(re.findall(r"^\| ([A-Z][A-Za-z]+) \|", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)) - {
        "API",
        "PNR",
        "PIU",
        "DPO",
        "MRZ",
        "SSR",
    }
    nouns = {name for path in NOUN_FILES for name in vars(import_module(f"gotravel.domain.{path.stem}"))}
    nouns |= {name.removesuffix("Id") for name in nouns}
    assert told - nouns == set()


@pytest.mark.parametrize(
    "noun",
    [
        "Transmission",
        "Message",
        "FlightLeg",
        "Booking",
        "Traveller",
        "Hit",
        "Case",
        "Decision",
        "Referral",
        "LegalProfile",
        "AuditEvent",
        "Job",
    ],
)
def test_the_main_nouns_are_in_the_glossary(noun: str) -> None:
    assert f"| {noun} |" in (ROOT / "docs/glossary.md").read_text()


@pytest.mark.parametrize("kind", KINDS)
def test_audit_events_are_subject_and_action(kind: str) -> None:
    assert GRAMMAR.fullmatch(kind)
    assert KINDS[kind].endswith(".")


def test_every_step_is_on_the_way() -> None:
    from gotravel.flow.way import STEPS

    assert set(STEPS) == set(Step)


def test_structs_of_the_domain_are_frozen() -> None:
    for path in NOUN_FILES:
        for name, thing in vars(import_module(f"gotravel.domain.{path.stem}")).items():
            if inspect.isclass(thing) and issubclass(thing, msgspec.Struct) and thing is not msgspec.Struct:
                assert thing.__struct_config__.frozen, name


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_every_module_opens_with_its_contract(path: Path) -> None:
    first = path.read_text(encoding="utf-8").lstrip()
    assert first.startswith(('"""', "#!/")) or not first, (
        "a module's first lines say what goes in, comes out, never happens"
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_no_file_is_too_long_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


FORBIDDEN_NAMES = re.compile(r"^class \w*(Manager|Service|Helper|Util|Utils|Handler|Impl|Dto|Vo)\b", re.MULTILINE)


def test_names_say_what_things_are() -> None:
    wrong = [(p.name, m.group()) for p in SOURCES for m in FORBIDDEN_NAMES.finditer(p.read_text(encoding="utf-8"))]
    assert wrong == []


def test_nothing_of_a_machine_is_in_the_repository() -> None:
    machine = re.compile(rb"(^|[^a-z.])/(work|root|farm)/|extra-index-url|--find-links|://pypi|://registry\.|file:///")
    wrong = [
        str(p.relative_to(ROOT))
        for p in tracked()
        if p.is_file()
        and p.suffix not in {".png", ".woff2", ".gz", ".xlsx"}
        and p != Path(__file__)
        and machine.search(p.read_bytes())
    ]
    assert wrong == []


def test_lock_files_carry_hashes_and_no_hosts() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--index|--find-links|file:", text)


def test_the_readme_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} -> {target}"
