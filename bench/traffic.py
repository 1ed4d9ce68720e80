"""Invented traffic for benchmarks: a number of bookings or passengers in, messages of a real sender's size out."""

from __future__ import annotations

from random import Random

FAMILIES = (
    "LINDQVIST",
    "OKONKWO",
    "DUPONTNOIR",
    "HARALDSEN",
    "VAN DER MEULEN",
    "PAPADOPOULOU",
    "IBRAHIMOVA",
    "OYELARAN",
)
GIVENS = ("OSCAR", "ADAEZE GRACE", "LUC", "INGRID", "MARIEKE", "ELENI", "DILNOZA", "TEMITOPE", "JOAO PEDRO")
COUNTRIES = ("SWE", "NGA", "FRA", "NOR", "NLD", "GRC", "UZB", "BRA")


def push(bookings: int, seed: int = 1) -> bytes:
    """A full push of about 2,700 bytes a booking, with documents, tickets, payment, check-in, bags and history."""
    random = Random(seed)
    body = ["MSG+:22", "ORG+1A:MUC", "TVL+110626:1815:120626:0730+JFK+BRU+ZZ+501", f"EQN+{bookings}"]
    for number in range(bookings):
        body += _booking(random, number)
    head = ["UNB+IATA:1+1A+XXPIU+260610:0700+R1++PNRGOV", "UNH+1+PNRGOV:13:1:IA+110626/0100/ZZ/501+01:F"]
    return ("UNA:+.?*'" + "'\n".join([*head, *body, f"UNT+{len(body) + 2}+1", "UNZ+1+R1"]) + "'\n").encode()


def _booking(random: Random, number: int) -> list[str]:
    size = random.choice((1, 1, 1, 2, 2, 3))
    locator = "".join(random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=6))
    segments = ["SRC", f"RCI+1A:{locator}::010326:1402+ZZ:{locator}", "DAT+700:090626:2140+710:100326:1011"]
    segments += ["IFT+4:28::ZZ+CTCP JFK 12125550100", "ORG+1A:MUC+12345678:JFKZZ2105+JFK+ZZ:JFK+A+US:USD:EN+0001AASU"]
    segments += ["ADD++700:1 SCHOOL LANE:ALBANY:NY::US:12207:TEL 15185550100"]
    people = [(random.choice(FAMILIES), random.choice(GIVENS), index) for index in range(1, size + 1)]
    for family, given, index in people:
        segments += _traveller(random, family, given, index, number)
    for item in ("TVL+110626:1815:120626:0730+JFK+BRU+ZZ+501:K", "TVL+200626:1000:200626:1230+BRU+JFK+ZZ+502:K"):
        segments += [item, f"RPI+{size}+HK", "APD+789", f"RCI+1A:{locator}::010326:1402"]
        seats = "+".join(f"{random.randint(10, 44)}{random.choice('ABCDEF')}::{index}" for *_, index in people)
        segments.append(f"SSR+SEAT:HK:{size}:ZZ:::JFK:BRU+{seats}")
    for family, given, index in people:
        segments += ["DAT+2:110626:1525", "ORG+ZZ:JFK+++JFK+A", f"TRI++JFK-{index:03}:::{index}"]
        segments += [f"TIF+{family}:I+{given} MR:A:{index}", f"SSD+0{random.randint(10, 44)}D++++Y"]
        segments += [f"TBD++2:41:700++HP:JFK-{index:03}+ZZ:0999{random.randint(100000, 999999)}:2:BRU"]
    segments += [
        "ABI+4+05FD28:GS+JFK++ZZ",
        "DAT+T:050626:1133",
        "SAC+++A",
        f"TIF+{people[0][0]}:I+{people[0][1]} MR:A:1",
    ]
    return segments + [
        f"LTS+{line}/O/NM/{people[0][0]}/{people[0][1]} MR 05JUN1133Z HDQ ZZ 0001AASU" for line in range(10)
    ]


def _traveller(random: Random, family: str, given: str, index: int, number: int) -> list[str]:
    country, document = random.choice(COUNTRIES), f"X{random.randint(10**7, 10**8)}"
    born = f"{random.randint(1, 28):02}{random.choice(('JAN', 'MAY', 'OCT'))}{random.randint(45, 99)}"
    return [
        f"TIF+{family}:I+{given} MR:A:{index}",
        f"FTI+ZZ:{random.randint(10**7, 10**8)}",
        f"REF+:00{number:06}{index}",
        "FAR+A+46++++KLRTNG+KLRTNG",
        f"SSR+DOCS:HK:1:ZZ:::::/P/{country}/{document}/{country}/{born}/M/31DEC30/{family}/{given}",
        "SSR+DOCA:HK:1:ZZ:::::/D/BEL/RUE NEUVE 100/BRUSSELS//1000",
        f"TKT+999{random.randint(10**9, 10**10)}:T",
        "MON+B:812.00:USD+T:1044.55:USD",
        "PTK+NR++180426:2359+ZZ+999+LOS",
        "TXD++35.60::USD:US+21.10::USD:XY+175.85::USD:YQ",
        "DAT+710:160426:0905",
        "FOP+CC::1044.55:VI:XXXXXXXXXXXX1186:1127:078812",
        "IFT+4:43+JOHN ADEYEMI+12 BROAD STREET, LAGOS+23412223334",
    ]


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
            f"NAD+FL+++{random.choice(FAMILIES)}:{random.choice(GIVENS).replace(' ', ':')}",
            f"ATT+2++{random.choice('MF')}",
            f"DTM+329:{random.randint(45, 99)}{random.randint(1, 12):02}{random.randint(1, 28):02}",
            "MEA+CT++:1", "LOC+22+BRU", "LOC+178+JFK", "LOC+179+BRU", f"NAT+2+{country}",
            f"RFF+AVF:{''.join(random.choices('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', k=6))}", "RFF+SEA:14C",
            f"DOC+P:110:111+X{random.randint(10**7, 10**8)}", "DTM+36:301231", f"LOC+91+{country}",
        ]  # fmt: skip
    body.append(f"CNT+42:{passengers}")
    head = ["UNB+UNOA:4+ZZ+XXPIU+260611:1800+R1++APIS", "UNH+1+PAXLST:D:05B:UN:IATA+ZZ501/260611/1815+01:F"]
    return ("UNA:+.? '" + "'\r\n".join([*head, *body, f"UNT+{len(body) + 2}+1", "UNZ+1+R1"]) + "'\r\n").encode()
