"""The training environment: a synthetic country, and one invented officer a role.

Goes in: settings of a database that is ready. Comes out: a populated database and the lines that tell who may sign in.
Never: in a database that holds anything else; a real person; a second factor left off anywhere but here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from gotravel import bootstrap
from gotravel.domain.actor import OPERATOR, Permission, Role
from gotravel.domain.carrier import Carrier
from gotravel.domain.transmission import Channel
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.flow.receive import receive
from gotravel.gateway.credentials import digest, new_secret
from gotravel.settings import Settings
from gotravel.upkeep import accounts, watchlists
from gotravel.worker import work_until_idle
from gotravel_country.country import Country

PASSWORD = "training only"  # noqa: S105 - printed at every start; opens nothing but synthetic data
OFFICERS: tuple[tuple[str, str, Role], ...] = (
    ("analyst", "L. Tašak", Role.ANALYST),
    ("analyst2", "A. Koskela", Role.ANALYST),
    ("targeting", "M. Vaniya", Role.TARGETING),
    ("lists", "J. Namuna", Role.WATCHLISTS),
    ("liaison", "R. Duarte", Role.LIAISON),
    ("supervisor", "P. Contoh", Role.SUPERVISOR),
    ("dpo", "F. Aalto", Role.DPO),
    ("authority", "N. Mbeki-Laurent", Role.AUTHORITY),
    ("approver", "H. Réirei", Role.APPROVER),
    ("ombudsperson", "E. Talvik", Role.OMBUDSPERSON),
    ("border", "S. Okonjo", Role.BORDER),
    ("admin", "T. Lindqvist", Role.ADMINISTRATOR),
)
"""Sign-in, shown name, role. All invented."""


class Populated(msgspec.Struct, frozen=True):
    transmissions: int
    planted: int


def populate(settings: Settings, passengers: int, seed: int = 1) -> Populated | None:
    """Fills an empty database; a filled one is left as it is (starting again keeps the data)."""
    parts = bootstrap.parts(settings)
    if not _empty(parts):
        return None
    for sign_in, shown_name, role in OFFICERS:
        accounts.create_officer(parts, OPERATOR, sign_in, shown_name, frozenset({role}), PASSWORD)
    with tempfile.TemporaryDirectory() as folder:
        country = Country(seed=seed, passengers=passengers, today=parts.clock().date())
        country.write(Path(folder))
        return _take_in(parts, settings, Path(folder))


def _take_in(parts: Parts, settings: Settings, folder: Path) -> Populated:
    register_list(parts, folder)
    taken = 0
    for at_the_time, carrier, file in arrivals(parts, folder):
        receive(at_the_time, carrier, file.read_bytes(), Channel.FILE, file.name)
        taken += 1
    work_until_idle(parts)
    planted = msgspec.json.decode((folder / "planted.json").read_bytes())
    return Populated(taken, len(planted["travellers"]))


def arrivals(parts: Parts, folder: Path) -> Iterator[tuple[Parts, Carrier, Path]]:
    """The country's files as they come in, each with its carrier (who is registered with its first file) and its time."""
    for code, files in _transmissions(folder):
        accounts.register_carrier(parts, OPERATOR, code, _name(folder, code), digest(new_secret()))
        carrier = bootstrap.carrier(parts, code)
        assert carrier is not None
        for file in sorted(files, key=_sent_at):
            yield _as_of(parts, _sent_at(file)), carrier, file


def _sent_at(file: Path) -> datetime:
    """The country's files bear the time at which their carrier sends them."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _as_of(parts: Parts, moment: datetime) -> Parts:
    """What was sent in the past was received then; what is to come is taken in at once, so that there is a desk to show."""
    return msgspec.structs.replace(parts, clock=lambda: min(moment, bootstrap.now()))


def register_list(parts: Parts, folder: Path) -> None:
    today = parts.clock().date()
    un = watchlists.Registration(
        "training-un",
        "Synthetic sanctions list",
        "Training council",
        "Training Act s. 3 (invented)",
        "terrorism",
        ("TERR",),
        today + timedelta(days=180),
    )
    watchlists.register(parts, OPERATOR, un)
    watchlists.import_list(parts, OPERATOR, un.code, (folder / "watchlist" / "synthetic-un.xml").read_bytes())


def _transmissions(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    for carrier in sorted((folder / "transmissions").iterdir()):
        yield carrier.name, sorted(carrier.iterdir())


def _name(folder: Path, code: str) -> str:
    carriers = msgspec.json.decode((folder / "carriers.json").read_bytes())
    return str(next((c["name"] for c in carriers if c["code"] == code), code))


def _empty(parts: Parts) -> bool:
    with parts.store.begin(OPERATOR, Permission.ADMINISTER, ADMINISTRATION) as work:
        return work.officers.count() == 0


def signs(settings: Settings) -> str:
    lines = [
        "",
        "  gotravel is running.",
        f"  Desk      http://{settings.desk_host}:{settings.desk_port}/",
        f"  Carriers  https://{settings.carriers_host}:{settings.carriers_port}/carriers/CODE/transmissions",
        f"  Drop      {settings.data / 'drop'}/CODE/",
    ]
    if settings.training:
        lines += [
            "",
            "  This is a TRAINING system with synthetic data. It lets these users in without a second factor:",
            "",
        ]
        lines += [f"    {sign_in:<12} {role.value:<26} password: {PASSWORD}" for sign_in, _, role in OFFICERS]
    return "\n".join([*lines, "", "  Ctrl-C stops it; starting again keeps the data.", ""])
