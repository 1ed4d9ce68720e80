"""The compliance statement to ICAO Annex 9 and to any other source, from the register of requirements (OVS6; standard 9.36).

Goes in: the profile, the register. Comes out: text. Never: a requirement called met that the register calls partly met or open.
"""

from __future__ import annotations

from datetime import datetime

from gotravel.domain.legal_profile import LegalProfile
from gotravel.law.register import Requirement, requirements

ANNEX_9 = ("S9.", "RP9.")
SAID = {"enforced": "met by a mechanism of the product", "partly": "met in part", "open": "not met by the product"}


def of_annex_9() -> tuple[Requirement, ...]:
    return tuple(one for one in requirements() if any(mark in one.source for mark in ANNEX_9))


def statement(profile: LegalProfile, version: str, at: datetime) -> str:
    found = of_annex_9()
    counts = {state: sum(one.state == state for one in found) for state in SAID}
    told = [
        "Compliance statement: Annex 9 to the Chicago Convention, chapter 9",
        f"Made {at:%Y-%m-%d %H:%M} UTC by gotravel {version} from its register of requirements",
        f"Law in force: {profile.id} {profile.version}",
        f"{len(found)} requirements with a source in Annex 9: {counts['enforced']} met, {counts['partly']} in part, "
        f"{counts['open']} not met.",
        "What the State has to do itself (territory, staff, agreements) is not stated here.",
        "",
    ]
    for one in found:
        standard = profile.standards_map.get(one.id, one.source)
        told += [f"{one.id}  {standard}", f"  {one.text}", f"  {SAID[one.state]}{'; ' + one.note if one.note else ''}"]
        told += [f"  code: {', '.join(one.code)}", f"  test: {', '.join(one.tests)}"] if one.code else []
        told.append("")
    return "\n".join(told)
