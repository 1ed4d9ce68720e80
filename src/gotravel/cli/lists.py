"""`gotravel register-list | import-list | lists ...`: lists at the command line.

Goes in: a list's law, a file, decisions of officers who sign in. Comes out: what changed, what waits. Never: half a list; an act
of an officer under the operator's name; the second person's word by anybody but that person, signed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from gotravel import bootstrap
from gotravel.cli import who
from gotravel.cli.app import app
from gotravel.domain.actor import OPERATOR
from gotravel.domain.errors import InvalidInput
from gotravel.domain.list_change import ListChange
from gotravel.domain.officer import Officer
from gotravel.domain.watchlist import Category, Holds
from gotravel.flow.parts import Parts
from gotravel.screening.thresholds import USUAL
from gotravel.settings import from_environment
from gotravel.upkeep import document_lists, entries, list_changes, watchlists
from gotravel.upkeep.list_standing import TOLD, lists_today

lists = typer.Typer(help="How lists stand; changes that wait; thresholds; entries.", no_args_is_help=True)
app.add_typer(lists, name="lists")
SignIn = Annotated[str, typer.Option("--as", help="Your sign-in name; the password is asked for.")]
Reason = Annotated[str, typer.Option(help="Why, in at least twenty characters.")]


@app.command("register-list")
def register_list(
    code: Annotated[str, typer.Argument(help="Short and stable, such as un-sc.")],
    name: Annotated[str, typer.Option(help="What officers read.")],
    owner: Annotated[str, typer.Option(help="Who answers for it.")],
    legal_basis: Annotated[str, typer.Option(help="The act and article.")],
    purpose: Annotated[str, typer.Option(help="A purpose of the legal profile.")],
    offences: Annotated[str, typer.Option(help="Offence classes, comma between.")],
    review_due: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="When it has to be reviewed.")],
    threshold: Annotated[float, typer.Option(help="Bits of evidence a hit needs.")] = USUAL,
    refresh_hours: Annotated[int, typer.Option(help="Not refreshed within these, it stops matching.")] = 24 * 30,
    category: Annotated[Category, typer.Option(help="Of entries that tell none.")] = Category.SUSPECT,
    reliability: Annotated[str, typer.Option(help="Grade of entries that bear none, such as A1.")] = "",
    listing_threshold: Annotated[str, typer.Option(help="What an entry has to reach, in the words of the law.")] = "",
    documents: Annotated[bool, typer.Option(help="Holds stolen and lost documents, not persons.")] = False,
    foreign: Annotated[bool, typer.Option(help="From abroad: entries wait for a check before they match.")] = False,
    outside: Annotated[
        bool, typer.Option(help="Stays with its owner and is asked there (GOTRAVEL_OUTSIDE_LIST).")
    ] = False,
) -> None:
    """Register a list with what makes it lawful."""
    given = watchlists.Registration(
        code, name, owner, legal_basis, purpose, tuple(o.strip() for o in offences.split(",") if o.strip()),
        date(review_due.year, review_due.month, review_due.day), refresh_hours, threshold, category, reliability or None,
        listing_threshold, Holds.DOCUMENTS if documents else Holds.PERSONS, foreign, outside,
    )  # fmt: skip
    with _parts() as parts:
        watchlists.register(parts, OPERATOR, given)
    how = "it is asked at its owner's" if outside else f"import it with gotravel import-list {code} FILE"
    if documents:
        how = f"import it with gotravel lists import-documents {code} FILE"
    print(f"{code}: registered; {how}")


@app.command("import-list")
def import_list(
    code: Annotated[str, typer.Argument(help="The registered list.")],
    file: Annotated[Path, typer.Argument(help="Its new version, in any format of docs/formats/watchlists.md.")],
    look: Annotated[bool, typer.Option("--look", help="Only show the differences; nothing comes into force.")] = False,
) -> None:
    """Bring a new version of a list into force, whole or not at all; an unusual change waits for a second person."""
    raw = _bytes(file)
    with _parts() as parts:
        done = (watchlists.propose if look else watchlists.import_list)(parts, OPERATOR, code, raw)
    found = done.differences
    counts = f"{len(found.added):,} added, {len(found.changed):,} changed, {len(found.removed):,} removed"
    state = "in force" if not look or done.change is None else f"proposed as change {done.change}"
    print(f"{code}: {done.entries:,} entries {state}; {counts}")
    for finding in done.findings:
        print(f"  {finding.severity.value}: {finding.text}")


@lists.command("import-documents")
def import_documents(
    code: Annotated[str, typer.Argument(help="The registered list of documents.")],
    file: Annotated[Path, typer.Argument(help="number;issuer;kind;reported, a row a document.")],
) -> None:
    """Bring a new set of stolen, lost and revoked documents into force."""
    with _parts() as parts:
        done = document_lists.import_documents(parts, OPERATOR, code, file)
    documents = done.before + done.added - done.removed
    print(f"{code}: {documents:,} documents in force; {done.added:,} added, {done.removed:,} removed")
    for finding in done.findings:
        print(f"  {finding}")


@lists.command()
def status() -> None:
    """How every list stands, and what waits; exit status 1 when a list is not in force."""
    with _parts() as parts:
        found, now = lists_today(parts, OPERATOR), parts.clock()
    silent = 0
    for one in found.lists:
        standing = one.watchlist.standing(now)
        silent += not one.watchlist.matches(now)
        refreshed = f"{one.watchlist.refreshed_at:%Y-%m-%d %H:%M}" if one.watchlist.refreshed_at else "never"
        print(f"{one.watchlist.code:20} {one.entries:>11,}  {refreshed:17} {TOLD[standing]}")
        for told in (f"{one.unchecked:,} entries wait for a check" if one.unchecked else "", _due(one.waiting)):
            print(f"{'':20} {told}") if told else None
    for change in found.waiting:
        print(f"waits: {_told(change)}")
    raise typer.Exit(1 if silent else 0)


@lists.command()
def show(change: Annotated[str, typer.Argument(help="The change's id.")], sign_in: SignIn) -> None:
    """The differences of a change that waits, to an officer who may read lists."""
    with _officer(sign_in) as (parts, officer):
        waiting = {str(one.id): one for one in lists_today(parts, officer.actor).waiting}
    found = waiting.get(change)
    if found is None:
        raise InvalidInput("No change of this id waits.")
    print(_told(found))
    for one in found.examples:
        print(f"  {one.how:8} {one.reference:20} {one.name}  {', '.join(one.fields)}")
    if found.simulation:
        tried = found.simulation
        print(
            f"  tried on {tried.travellers:,} travellers; alerts per 100,000: {tried.before:g} before, {tried.after:g} after"
        )
        for culture in tried.cultures:
            print(f"    {culture.name:40} {_rate(culture.before):>10} {_rate(culture.after):>10}")


@lists.command()
def confirm(change: Annotated[str, typer.Argument(help="The change's id.")], sign_in: SignIn) -> None:
    """Confirm an unusual new version, or a threshold, as the second person."""
    with _officer(sign_in) as (parts, officer):
        list_changes.confirm(parts, officer.actor, _id(change))
    print(f"{change}: in force")


@lists.command()
def refuse(change: Annotated[str, typer.Argument(help="The change's id.")], sign_in: SignIn) -> None:
    """Refuse a change that waits, or withdraw one's own."""
    with _officer(sign_in) as (parts, officer):
        list_changes.refuse(parts, officer.actor, _id(change))
    print(f"{change}: refused; what was in force stays")


@lists.command()
def threshold(
    code: Annotated[str, typer.Argument(help="The list.")],
    bits: Annotated[float, typer.Argument(help="Bits of evidence a hit shall need; or see --alerts.")],
    reason: Reason,
    sign_in: SignIn,
    alerts: Annotated[
        bool, typer.Option("--alerts", help="The number is of false alerts per 1,000 travellers.")
    ] = False,
) -> None:
    """Propose a threshold; it is tried on travellers, and a second person decides."""
    with _officer(sign_in) as (parts, officer):
        propose = list_changes.propose_alerts if alerts else list_changes.propose_threshold
        made = propose(parts, officer.actor, code, bits, reason)
    print(
        f"proposed as change {made}; once a worker has tried it: gotravel lists show {made} --as ..., then lists confirm"
    )


@lists.command("check")
def check_entry(
    entry: Annotated[str, typer.Argument(help="The entry's id.")],
    finding: Annotated[str, typer.Option(help="What was checked, and how.")],
    sign_in: SignIn,
    political_offence: Annotated[bool, typer.Option(help="The offence is political.")] = False,
    refugee: Annotated[bool, typer.Option(help="The person is a refugee from that State.")] = False,
    torture_risk: Annotated[bool, typer.Option(help="There is a risk of torture or death penalty.")] = False,
) -> None:
    """Check an entry of a foreign list; without a yes it matches from then on."""
    with _officer(sign_in) as (parts, officer):
        made = entries.Check(political_offence, refugee, torture_risk, finding)
        entries.check(parts, officer, _id(entry), made)
    print(f"{entry}: {'matches from now on' if made.clear else 'does not match'}")


@contextmanager
def _parts() -> Iterator[Parts]:
    with bootstrap.database(from_environment()) as ready:
        yield bootstrap.parts(ready)


@contextmanager
def _officer(sign_in: str) -> Iterator[tuple[Parts, Officer]]:
    with bootstrap.database(from_environment()) as ready:
        parts = bootstrap.parts(ready)
        yield parts, who.officer(parts, ready, sign_in)


def _told(change: ListChange) -> str:
    if change.to_bits is not None:
        what = f"threshold {change.from_bits:g} to {change.to_bits:g} bits"
    elif change.reference is not None:
        what = f"entry {change.reference} {'added' if change.added else 'changed' if change.changed else 'taken off'}"
    else:
        what = f"{change.added:,} added, {change.changed:,} changed, {change.removed:,} removed of {change.before:,}"
    needs = "a second person has to confirm it" if change.needs_second else "one person may bring it into force"
    return f"{change.id}  {change.kind.value}: {what}; {needs}"


def _rate(alerts: float | None) -> str:
    return "few" if alerts is None else f"{alerts:g}"


def _due(waiting: int) -> str:
    return f"{waiting:,} travellers wait for its owner's answer" if waiting else ""


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise InvalidInput("This is not an id.") from fault


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{file}: cannot be read ({fault.strerror})") from fault
