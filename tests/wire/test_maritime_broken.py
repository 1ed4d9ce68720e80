"""Broken XML of ships: a tag damaged costs one person at most, is told, and gives nobody what is another's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from gotravel.wire.decode import decode

PEOPLE = (("DOE", "ANKE", "1"), ("ROE", "BORIS", "2"), ("POE", "CARLA", "3"))


def document(element: str) -> str:
    people = "".join(
        f"<{element}><Surname>{family}</Surname><GivenName>{given}</GivenName><DateOfBirth>198{number}-01-01</DateOfBirth>"
        f"<Nationality>BEL</Nationality><DocumentNumber>PP{number}</DocumentNumber></{element}>"
        for family, given, number in PEOPLE
    )
    return (
        '<?xml version="1.0"?><List><Ship><ShipName>OCEAN STAR</ShipName><IMONumber>9074729</IMONumber></Ship>'
        f"<PortOfArrival>BEZEE</PortOfArrival><DateOfArrival>2026-06-11</DateOfArrival>{people}</List>"
    )


def damages(whole: str, first: int) -> Iterator[str]:
    for tag in re.finditer(r"<(/?)([A-Za-z]+)>", whole):
        (start, end), (name, behind) = tag.span(), tag.span(2)
        if start >= first:
            yield whole[:start] + whole[end:]
            yield whole[:name] + "X" + whole[name:]
            yield whole[: behind - 1] + "#" + whole[behind:]
            yield whole[: end - 1] + whole[end:]
            yield whole[:start] + whole[start + 1 :]


@pytest.mark.parametrize("element", ["Passenger", "CrewMember", "Traveller"])
def test_a_broken_tag_costs_one_person_at_most(element: str) -> None:
    whole = document(element)
    for raw in damages(whole, whole.index(f"<{element}>")):
        (message,) = decode(raw.encode())
        assert "xml-broken" in {one.code for one in message.findings}, raw
        assert len(message.passengers) in (2, 3), raw
        for one in message.passengers:
            told = (one.family, one.given, *(paper.number for paper in one.documents))
            whose = {row for row in PEOPLE if {row[0], row[1], f"PP{row[2]}"} & set(told)}
            assert len(whose) < 2, raw
