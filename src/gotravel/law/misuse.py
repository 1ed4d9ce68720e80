"""Patterns of looks that a human being should look at (SEC5; Annex 9 standard 9.26a).

Goes in: looks from the audit trail with the names they were of, officers' names, keyed digests of protected names, counts.
Comes out: signals. Never: a verdict; a name in a signal.

An officer is known by the shown name, as in "L. Tašak": initial and family name. A namesake raises a signal too; the
data-protection officer closes it as explained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import msgspec

from gotravel.domain.safeguard import Counted, Look, MisuseKind, MisuseSignal
from gotravel.names.normalise import tokens

TIMES_USUAL, FEWEST = 4.0, 30
"""Four times what is usual for this officer, and never below thirty looks a day."""
WITHOUT_CASE = 10
"""Dossiers opened in one day under no case."""
Digest = Callable[[str], bytes]
Key = tuple[str, str]


def of_names(
    looks: Iterable[Look], officers: Mapping[UUID, str], protected: frozenset[bytes], digest: Digest
) -> list[tuple[MisuseKind, Look]]:
    """Looks at oneself, at colleagues, at protected names."""
    owners: dict[Key, set[UUID]] = {}
    for officer, shown in officers.items():
        owners.setdefault(_key_of_shown(shown), set()).add(officer)
    found: list[tuple[MisuseKind, Look]] = []
    for look in looks:
        who = owners.get(_key(look.family, look.given), set())
        if look.officer in who:
            found.append((MisuseKind.SELF, look))
        elif who:
            found.append((MisuseKind.COLLEAGUE, look))
        if protected and digest(canonical(look.family, look.given)) in protected:
            found.append((MisuseKind.PROTECTED, look))
    return found


def of_counts(counts: Iterable[Counted]) -> list[tuple[MisuseKind, Counted]]:
    found: list[tuple[MisuseKind, Counted]] = []
    for one in counts:
        if one.looks >= max(FEWEST, TIMES_USUAL * one.usual):
            found.append((MisuseKind.VOLUME, one))
        if one.without_case >= WITHOUT_CASE:
            found.append((MisuseKind.WITHOUT_CASE, one))
    return found


def signals(
    names: Iterable[tuple[MisuseKind, Look]],
    counts: Iterable[tuple[MisuseKind, Counted]],
    known: set[tuple[str, UUID]],
    new_id: Callable[[], UUID],
) -> list[MisuseSignal]:
    """`known`: counts that were flagged for this day already."""
    told: list[MisuseSignal] = []
    for kind, look in dict.fromkeys(
        (kind, msgspec.structs.replace(look, family=None, given=None)) for kind, look in names
    ):
        told.append(MisuseSignal(new_id(), kind, look.officer, look.seq, look.at, {}))
    for kind, one in counts:
        if (kind.value, one.officer) not in known:
            detail = {"looks": one.looks, "usual": round(one.usual), "without-case": one.without_case}
            told.append(MisuseSignal(new_id(), kind, one.officer, one.seq, one.at, detail))
    return told


def canonical(family: str | None, given: str | None) -> str:
    """One spelling for a name however it was written: Latin letters, sorted words."""
    return " ".join(sorted({*tokens(family or ""), *tokens(given or "")}))


def _key(family: str | None, given: str | None) -> Key:
    return " ".join(tokens(family or "")), "".join(tokens(given or ""))[:1]


def _key_of_shown(shown: str) -> Key:
    """`L. Tašak` or `Lena Tašak`: what stands before the last word gives the initial."""
    *first, last = shown.replace(".", " ").split() or [""]
    return _key(last, " ".join(first))
