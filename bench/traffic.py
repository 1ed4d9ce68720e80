"""Invented traffic for benchmarks: a number of bookings or passengers in, messages of a real sender's size out.

Names, documents, tickets, telephones and history lines are unique, so that nothing remembered can be mistaken for speed.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SYLLABLES = ("BA", "LIN", "DO", "KWE", "SAR", "TEN", "MO", "RI", "VEL", "HA", "JUN", "PE", "OLA", "ZI", "NOR", "FE")
ENDINGS = ("", "SEN", "OVA", "IDIS", "EZ", "MANN", "QVIST", "ADE")
COUNTRIES = ("SWE", "NGA", "FRA", "NOR", "NLD", "GRC", "UZB", "BRA")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SIZES = (1, 1, 1, 2, 2, 3)
"""Travellers of a booking: five in three, as in leisure traffic."""
# What one booking in each so many carries beside the rest, as traffic does: meals and assistance go out by law.
ODDITIES = (
    (12, "SSR+VGML:HK:1:ZZ:::JFK:BRU"),
    (15, "SSR+WCHR:HK:1:ZZ:::JFK:BRU:CANNOT WALK FAR"),
    (3, "IFT+4:28::ZZ+CTCM ?+4477009{number}, LE?'S OFFICE"),
    (9, "IFT+4:28::ZZ+VIP CORPORATE ACCOUNT NO {number}"),
    (20, "IFT+4:28::ZZ+CTCE RESERVATIONS..DESK//AGENCY{number}.EXAMPLE"),
    (30, "SSR+OTHS:HK:1:ZZ:::::PLS ADV TKT NBR BY 05JUN BEFORE 1800Z OR SPACE {number} WILL BE CNLD"),
)


def push(bookings: int, seed: int = 1, sizes: tuple[int, ...] = SIZES) -> bytes:
    """A full push of about 60 segments and 2,700 bytes a booking: documents, tickets, payment, check-in, bags, history."""
    random = Random(seed)
    body = ["MSG+:22", "ORG+1A:MUC", "TVL+110626:1815:120626:0730+JFK+BRU+ZZ+501", f"EQN+{bookings}"]
    for number in range(bookings):
        body += _booking(random, number, random.choice(sizes))
    head = ["UNB+IATA:1+1A+XXPIU+260610:0700+R1++PNRGOV", "UNH+1+PNRGOV:13:1:IA+110626/0100/ZZ/501+01:F"]
    return ("UNA:+.?*'" + "'\r\n".join([*head, *body, f"UNT+{len(body) + 2}+1", "UNZ+1+R1"]) + "'\r\n").encode()


def _booking(random: Random, number: int, size: int) -> Iterator[str]:
    locator, agent = "".join(random.choices(LETTERS, k=6)), f"{random.randint(0, 9999):04}{_name(random)[:2]}SU"
    made, changed = _moment(random), _moment(random)
    people = [(_name(random), _given(random), index) for index in range(1, size + 1)]
    yield from ("SRC", f"RCI+1A:{locator}::{made}+ZZ:{locator}", f"DAT+700:{changed}+710:{made}")
    yield f"IFT+4:28::ZZ+CTCP JFK {random.randint(10**9, 10**10)}"
    yield f"ORG+1A:MUC+{random.randint(10**7, 10**8)}:JFKZZ2105+JFK+ZZ:JFK+A+US:USD:EN+{agent}"
    yield f"ADD++700:{random.randint(1, 999)} {_name(random)} LANE:ALBANY:NY::US:12207:TEL {random.randint(10**9, 10**10)}"
    for family, given, index in people:
        yield from _traveller(random, family, given, index, number, made)
    for item, board, off in (
        ("TVL+110626:1815:120626:0730+JFK+BRU+ZZ+501:K", "JFK", "BRU"),
        ("TVL+200626:1000:200626:1230+BRU+JFK+ZZ+502:K", "BRU", "JFK"),
    ):
        yield from (item, f"RPI+{size}+HK", "APD+789", f"RCI+1A:{locator}::{made}")
        seats = "+".join(f"{random.randint(10, 44)}{random.choice('ABCDEF')}::{index}" for *_, index in people)
        yield f"SSR+SEAT:HK:{size}:ZZ:::{board}:{off}+{seats}"
    for family, given, index in people:
        yield from ("DAT+2:110626:1525", "ORG+ZZ:JFK+++JFK+A", f"TRI++JFK-{index:03}:::{index}")
        yield from (f"TIF+{family}:I+{given} MR:A:{index}", f"SSD+0{random.randint(10, 44)}D++++Y")
        yield f"TBD++2:41:700++HP:JFK-{index:03}+ZZ:0999{random.randint(100000, 999999)}:2:BRU"
    for every, text in ODDITIES:
        if random.randrange(every) == 0:
            yield text.format(number=random.randint(1000, 9999))
    yield from _history(random, people, locator, agent)


def _traveller(random: Random, family: str, given: str, index: int, number: int, made: str) -> Iterator[str]:
    country, document, ticket = (
        random.choice(COUNTRIES),
        f"X{random.randint(10**7, 10**8)}",
        random.randint(10**9, 10**10),
    )
    born = f"{random.randint(1, 28):02}{random.choice(('JAN', 'MAY', 'OCT'))}{random.randint(45, 99)}"
    fare = random.randint(10000, 90000) / 100
    yield from (f"TIF+{family}:I+{given} MR:A:{index}", f"FTI+ZZ:{random.randint(10**7, 10**8)}")
    yield f"IFT+4:28::ZZ+CTCE {given.split()[0]}.{family}//MAIL{random.randint(1, 999)}.EXAMPLE"
    yield from (f"REF+:00{number:06}{index}", "FAR+A+46++++KLRTNG+KLRTNG")
    yield f"SSR+DOCS:HK:1:ZZ:::::/P/{country}/{document}/{country}/{born}/M/31DEC30/{family}/{given}"
    yield f"SSR+DOCA:HK:1:ZZ:::::/D/BEL/RUE {_name(random)} {random.randint(1, 300)}/BRUSSELS//1000"
    yield from (
        f"SSR+TKNE:HK:1:ZZ:::JFK:BRU:999{ticket}C1",
        f"TKT+999{ticket}:T",
        f"MON+B:{fare:.2f}:USD+T:{fare + 232:.2f}:USD",
    )
    yield f"PTK+NR++{made}+ZZ+999+LOS"
    yield from ("TXD++35.60::USD:US+21.10::USD:XY+175.85::USD:YQ", f"DAT+710:{made}")
    yield f"FOP+CC::{fare + 232:.2f}:VI:XXXXXXXXXXXX{random.randint(1000, 9999)}:1127:{random.randint(10**5, 10**6):06}"
    yield f"IFT+4:43+{given} {family}+{random.randint(1, 99)} BROAD STREET, LAGOS+{random.randint(10**10, 10**11)}"


def _history(random: Random, people: list[tuple[str, str, int]], locator: str, agent: str) -> Iterator[str]:
    """A change of the booking, with what was added (A) and taken out (X), and lines of free text."""
    family, given, _ = people[0]
    yield from ("ABI+4+05FD28:GS+JFK++ZZ", f"DAT+T:{_moment(random)}", "SAC+++A", f"TIF+{family}:I+{given} MR:A:1")
    yield from ("SAC+++X", f"SSR+SEAT:HK:1:ZZ:::JFK:BRU+{random.randint(10, 44)}A::1")
    for line in range(6):
        said = f"{random.randint(1, 28):02}JUN{random.randint(1000, 2359)}Z HDQ ZZ {locator} {agent}"
        yield f"LTS+{line}/O/NM/{family}/{given} MR {said} SEAT {random.randint(10, 44)}D/JFKBRU/ZZ501 CF{random.randint(10**5, 10**6)} HK1"


def _name(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=random.randint(2, 3))) + random.choice(ENDINGS)


def _given(random: Random) -> str:
    return " ".join("".join(random.choices(SYLLABLES, k=2)) for _ in range(random.choice((1, 1, 2))))


def _moment(random: Random) -> str:
    return f"{random.randint(1, 28):02}0{random.randint(1, 5)}26:{random.randint(0, 23):02}{random.randint(0, 59):02}"


def api_list(passengers: int, seed: int = 1) -> bytes:
    random = Random(seed)
    body = [
        "BGM+745",
        "NAD+MS+++DESK",
        "COM+2065550100:TE",
        "TDT+20+ZZ501+++ZZ",
        "LOC+125+JFK",
        "DTM+189:2606111815:201",
    ]
    body += ["LOC+87+BRU", "DTM+232:2606120730:201"]
    for _ in range(passengers):
        country = random.choice(COUNTRIES)
        body += [
            f"NAD+FL+++{_name(random)}:{_given(random).replace(' ', ':')}",
            f"ATT+2++{random.choice('MF')}",
            f"DTM+329:{random.randint(45, 99)}{random.randint(1, 12):02}{random.randint(1, 28):02}",
            "MEA+CT++:1", "LOC+22+BRU", "LOC+178+JFK", "LOC+179+BRU", f"NAT+2+{country}",
            f"RFF+AVF:{''.join(random.choices('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', k=6))}", "RFF+SEA:14C",
            f"DOC+P:110:111+X{random.randint(10**7, 10**8)}", "DTM+36:301231", f"LOC+91+{country}",
        ]  # fmt: skip
    body.append(f"CNT+42:{passengers}")
    head = ["UNB+UNOA:4+ZZ+XXPIU+260611:1800+R1++APIS", "UNH+1+PAXLST:D:05B:UN:IATA+ZZ501/260611/1815+01:F"]
    return ("UNA:+.? '" + "'\r\n".join([*head, *body, f"UNT+{len(body) + 2}+1", "UNZ+1+R1"]) + "'\r\n").encode()
