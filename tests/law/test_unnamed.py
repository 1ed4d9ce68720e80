"""A reason that stays in the audit names nobody."""

from __future__ import annotations

import pytest

from gotravel.law.unnamed import names_somebody


@pytest.mark.parametrize(
    ("reason", "names", "numbers", "named"),
    [
        pytest.param("A court asked about this journey", ["Nakamura Yuki"], [], False, id="names nobody"),
        pytest.param("Where did Nakamura go in June", ["Nakamura Yuki"], [], True, id="the family name"),
        pytest.param("Where did NAKAMURA'S bags go", ["Nakamura Yuki"], [], True, id="with an ending"),
        pytest.param("Where did Nakamurra go in June", ["Nakamura"], [], True, id="misspelt by a letter"),
        pytest.param("Wo ist Müller gelandet im Juni", ["MUELLER"], [], True, id="written another way"),
        pytest.param("Passport XA 12 34 56 was reported", [""], ["XA123456"], True, id="the document, with spaces"),
        pytest.param(
            "A case of theft at the airport", ["Li Wu"], [], False, id="names of two letters are ordinary words"
        ),
        pytest.param(
            "A tip from the port police", ["Luong The"], [], False, id="a name that is a word of every sentence"
        ),
        pytest.param(
            "Where did Can go in the month of June", ["Can"], [], True, id="where it is all there is of a name"
        ),
        pytest.param("A tip about Luong from the police", ["Luong The"], [], True, id="and what stands beside it"),
        pytest.param(
            "The report of the harbour police", ["Harper"], [], False, id="an ordinary word that is only near"
        ),
    ],
)
def test_whether_a_reason_names_who_is_looked_for(
    reason: str, names: list[str], numbers: list[str], named: bool
) -> None:
    assert names_somebody(reason, names, numbers) is named
