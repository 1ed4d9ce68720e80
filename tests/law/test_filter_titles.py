"""Titles with accents, hyphens and in other languages go; names that look like them keep every letter. Invented people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gotravel.law.sensitive import class_of_text
from tests.law.test_filter import HEAD, booked, kept, longer
from tests.wire.messages import api_list
from tests.wire.pushes import FLIGHT, push

TITLED = [
    "R\u00c9V\u00c9REND", "REVEREND", "REVERENDO", "REVERENDA", "RVDO", "REVDO", "MONSEIGNEUR", "MONSE\u00d1OR", "Monse\u00f1or",
]  # fmt: skip
FORMS = [
    "TIF+DOE+JOHN {}:A:1",
    "TIF+DOE+JOHN {} MR:A:1",
    "TIF+DOE+{} JOHN:A:1",
    "TIF+DOE+JOHN-{}:A:1",
    "TIF+DOE+JOHN ({}):A:1",
]


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("title", TITLED)
@pytest.mark.parametrize("tif", FORMS)
def test_a_title_goes(tif: str, title: str, size: Callable[[bytes], bytes]) -> None:
    messages, removals, told = kept(size(push([[*HEAD, tif.format(title), *FLIGHT]])))
    one = messages[0].passengers[0]
    assert (one.family, one.given) == ("DOE", "JOHN") and removals.by_sensitive_class == {"religion": 1}
    assert title.upper() not in told.upper()


@pytest.mark.parametrize("tif", ["TIF+DOE+JOHN-REV:A:1", "TIF+DOE+JOHN-REV MR:A:1", "TIF+DOE+JOHN-REVD:A:1"])
def test_a_hyphen_hides_no_title(tif: str) -> None:
    messages, _, told = kept(push([[*HEAD, tif, *FLIGHT]]))
    assert messages[0].passengers[0].given == "JOHN" and "JOHN-R" not in told


@pytest.mark.parametrize(
    "given", ["GOLAM-RABBI", "ALI-IMAM", "EL-HADJI", "JOAN PERE", "MOHAMED EL HADJ", "ANNE-SISTER", "REVA", "JEAN-PERE", "IMAM-ALI", "SR-LI"]
)  # fmt: skip
def test_a_name_keeps_its_letters(given: str) -> None:
    tif = f"TIF+DOE+{given}:A:1"
    messages, removals, told = kept(push([[*HEAD, tif, *FLIGHT]]))
    assert messages[0].passengers[0].given == given and tif in told and removals.by_sensitive_class == {}


@pytest.mark.parametrize("family", ["ST-REV", "DOE-REV", "FR-DOE"])
def test_a_surname_keeps_its_letters(family: str) -> None:
    tif = f"TIF+{family}+JANE:A:1"
    messages, removals, told = kept(push([[*HEAD, tif, *FLIGHT]]))
    assert messages[0].passengers[0].family == family and tif in told and removals.by_sensitive_class == {}


@pytest.mark.parametrize("given", ["S\u0152UR MARIE", "MARIE SOEUR", "REV.-MARIE", "MARIE REV-MRS"])
def test_a_title_stands_before_a_name_too(given: str) -> None:
    messages, removals, _ = kept(push([[*HEAD, f"TIF+DOE+{given}:A:1", *FLIGHT]]))
    assert messages[0].passengers[0].given == "MARIE" and removals.by_sensitive_class == {"religion": 1}


def test_a_sure_title_is_none_of_a_passports_names_with_an_accent_either() -> None:
    for raw in (
        api_list([["NAD+FL+++DOE:JOHN R\u00c9V\u00c9REND"]]),
        "Surname;Given names;Date of birth\nDOE;JOHN R\u00e9v\u00e9rend;1980-01-01\n".encode(),
    ):
        messages, _, told = kept(raw)
        assert messages[0].passengers[0].given == "JOHN" and "REND" not in told.upper()


@pytest.mark.parametrize(
    "value",
    ["12 GAY STREET", "CHURCH VIEW 4", "3 RACE ST", "CONVENT GARDENS 1", "PRIEST LANE 7", "A.KIRCHER@MAIL.EXAMPLE", "CHURCH COTTAGE"],
)  # fmt: skip
def test_a_street_and_a_mail_reveal_nothing_where_they_stand(value: str) -> None:
    assert class_of_text(value, place=True) is None
    if "@" not in value:
        _, removals, told = kept(booked(f"ADD++700:{value}:TOWN"))
        assert value in told and removals.by_sensitive_class == {}
        assert class_of_text(f"GOES TO {value}") is not None
