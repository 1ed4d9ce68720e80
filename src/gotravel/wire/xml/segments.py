"""Elements of a PNRGOV document in, the segments that EDIFACT would have sent out: one grammar, one reader, one filter.

The offset of a segment is its element's. An element without a counterpart becomes a segment without a tag, so that
nothing is dropped. Never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from gotravel.wire.edifact.segment import Segment
from gotravel.wire.person_dates import moment
from gotravel.wire.pnrgov.told_names import TYPES
from gotravel.wire.xml.elements import Element, walked

Parts = tuple[tuple[str, ...], ...]
Written = tuple[str, Parts, Element]
CHECK_IN: Final = ("CheckInInfo", "BoardingNumber")
"""The second where the start tag of the first was lost."""


def segments(pnrs: list[Element], first: int) -> list[Segment]:
    """The segments of all bookings, numbered from `first` on."""
    written = [one for pnr in pnrs for one in _pnr(pnr)]
    return [_segment(number, *one) for number, one in enumerate(written, first)]


def flight(leg: Element, carrier: str) -> Parts:
    """The elements of TVL."""
    left, right = _stamp(leg.get("DepartureDateTime")), _stamp(leg.get("ArrivalDateTime"))
    ports = [one.get("LocationCode") if one else "" for one in map(leg.child, ("DepartureAirport", "ArrivalAirport"))]
    operating = leg.child("OperatingAirline")
    return (
        (*left, *right),
        (ports[0],),
        (ports[1],),
        (carrier, operating.get("Code") if operating else ""),
        (leg.get("FlightNumber"), leg.get("ResBookDesigCode"), leg.get("OperationalSuffix")),
    )


def airline(one: Element, name: str = "MarketingAirline") -> str:
    named = one.child(name)
    return named.get("Code") if named else ""


def _segment(number: int, tag: str, parts: Parts, element: Element) -> Segment:
    parts = tuple(part or ("",) for part in parts)
    written = "+".join([tag, *(":".join(part).rstrip(":") for part in parts)]).rstrip("+")
    return Segment(tag, parts, number, element.offset, written)


def _stamp(text: str) -> tuple[str, str]:
    """CCYYMMDD and HHMM, for the readers of EDIFACT dates."""
    read, _ = moment(text) if text else (None, None)
    return (read[:10].replace("-", ""), read[11:].replace(":", "")) if read else (text, "")


def _pnr(pnr: Element) -> Iterator[Written]:
    yield "SRC", (), pnr
    own = [one for one in pnr.children if one.name == "BookingRefID"]
    created = _stamp(pnr.get("PNR_CreationDate"))
    if own:
        yield "RCI", tuple((airline(one, "CompanyName"), one.get("ID"), "", *created) for one in own), own[0]
    dates = [("700", *_stamp(pnr.get("PNR_TransDate"))), ("710", *_stamp(pnr.get("LastTktDate")))]
    told = tuple(one for one in dates if one[1])
    if told:
        yield "DAT", told, pnr
    # In the order of the EDIFACT grammar, whatever the order of the document.
    for name in ("POS", "SSR", "DOC_SSR", "OSI", "ContactInfo", "Address", "Passenger", "Flight", *CHECK_IN):
        yield from (written for one in pnr.children if one.name == name for written in TABLE[name](one))
    yield from (w for one in pnr.children if one.name not in TABLE and one.name != "BookingRefID" for w in _other(one))


def _pos(one: Element) -> Iterator[Written]:
    for source in one.every("Source"):
        requestor = source.child("RequestorID")
        yield (
            "ORG",
            (
                (source.get("AirlineVendorID"), source.get("AirportCode")),
                (requestor.get("ID") if requestor else "", source.get("PseudoCityCode")),
                (source.get("AirportCode"),),
                ("",),
                (requestor.get("Type") if requestor else "",),
                (source.get("ISOCountry"), source.get("ISOCurrency")),
                (source.get("AgentSine"),),
            ),
            source,
        )


def _passenger(one: Element) -> Iterator[Written]:
    given, surname = _name(one)
    fare = one.child("FareInfo")
    kind = one.get("PTC_Code", "PassengerType") or (fare.get("PTC_Code") if fare else "")
    infant = "1" if one.get("AccompaniedByInfantInd").lower() in ("true", "1") else ""
    yield "TIF", ((surname,), (given, kind if kind.upper() in TYPES else "", one.get("RPH"), infant)), one
    if one.get("SurnameRefNumber"):
        yield "REF", (("", one.get("SurnameRefNumber")),), one
    if one.get("BoardingStatus"):
        yield "", ((f"BoardingStatus {one.get('BoardingStatus')}",),), one
    for child in one.children:
        if child.name not in ("GivenName", "Surname"):
            yield from TABLE.get(child.name, _other)(child)


def _name(one: Element) -> tuple[str, str]:
    """Given name and surname; of one whose start tag was lost, the traveller's own text is what is left."""
    given, surname = (
        " ".join(child.said() for child in one.children if child.name == name and child.said())
        for name in ("GivenName", "Surname")
    )
    spare = " ".join(one.said().rpartition(">")[2].split())
    return (given, surname or spare) if given else (spare if surname else "", surname)


def _loyalty(one: Element) -> Iterator[Written]:
    yield "FTI", ((one.get("ProgramID"), one.get("MembershipID")),), one


def _excess(one: Element) -> Iterator[Written]:
    yield "EBD", ((one.get("IssuerCode"), one.get("SerialNumber")), (one.get("SequenceCount"),)), one


def _fare(one: Element) -> Iterator[Written]:
    yield (
        "FAR",
        ((one.get("PTC_Code"),), (one.get("DiscountPercent"),), ("",), ("",), ("",), (one.get("FareBasis"),)),
        one,
    )


def _ssr(one: Element) -> Iterator[Written]:
    text = one.child("Text")
    head = (
        one.get("SSRCode"), one.get("Status"), one.get("ServiceQuantity"), airline(one, "Airline"), "", "",
        one.get("BoardPoint"), one.get("OffPoint"),
    )  # fmt: skip
    spoken = " ".join((text.text if text else one.get("Text")).split())
    is_seat = one.get("SSRCode").upper() in ("SEAT", "NSST")
    rest = (spoken if is_seat else "", "", one.get("RPH"))
    yield "SSR", ((*head, "" if is_seat else spoken), rest) if any(rest) else ((*head, spoken),), one


def _documents(one: Element) -> Iterator[Written]:
    """DOCS, DOCA and DOCO with attributes, or with the text that EDIFACT has."""
    found = False
    for child in one.children:
        layout = LAYOUTS.get(child.name)
        if layout:
            found = True
            text = "/".join(["", *(child.get(*names).replace("/", " ").replace("\n", " ") for names in layout)])
            yield "SSR", (_head(one, child.name, text), ("", "", one.get("RPH"))), child
    if not found:
        yield from _ssr(one)


def _head(one: Element, code: str, text: str) -> tuple[str, ...]:
    carrier = airline(one, "FlightInfo")
    return (code, one.get("Status"), one.get("ServiceQuantity"), carrier, "", "", "", "", text)


LAYOUTS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "DOCS": (
        ("DocType", "DocumentType", "TravelDocType", "Type"),
        ("IssuingLoc", "IssuingCountry", "DocIssueCountry"),
        ("DocNbr", "DocumentNbr", "TravelDocNbr", "DocNumber", "DocumentNumber", "DocID"),
        ("PaxNationality", "Nationality"),
        ("DateOfBirth", "BirthDate"),
        ("Gender",),
        ("ExpiryDate", "ExpireDate"),
        ("Surname",),
        ("FirstGivenName", "GivenName"),
        ("SecondGivenName",),
    ),
    "DOCA": (("AddressType",), ("Country",), ("Address",), ("CityName",), ("StateProvCounty",), ("PostalCode",)),
    "DOCO": (
        ("BirthLocation",), ("TravelDocType",), ("TravelDocNbr",), ("PlaceOfIssue",), ("DateOfIssue",), ("CountryState",),
    ),
}  # fmt: skip


def _ticket(one: Element) -> Iterator[Written]:
    yield "TKT", ((one.get("TicketDocumentNbr"), one.get("Type")),), one
    fare = one.child("TotalFare")
    if fare:
        yield "MON", (("T", fare.get("Amount"), fare.get("CurrencyCode")),), fare
    if one.get("DateOfIssue"):
        yield "DAT", (("710", *_stamp(one.get("DateOfIssue"))),), one
    for priced in one.every("PricingInfo"):
        yield "PTK", (tuple(_said(priced)),), priced
    for tax in one.every("Tax"):
        yield "TXD", (("",), tuple(tax.get(name) for name in ("Amount", "ISOCountry", "CurrencyCode", "TaxType"))), tax
    for paid in one.every("PaymentInfo"):
        values = ("PaymentType", "PaymentUse", "PaymentAmount", "VendorCode", "AccountNbr", "ExpiryDate")
        holder = paid.get("CardHolderName")
        yield "FOP", ((*(paid.get(value) for value in values), "", "", "", "", holder),), paid


def _contact(one: Element) -> Iterator[Written]:
    """`E+NAME@MAIL.EXAMPLE`, or a number."""
    text = one.get("PhoneNumber", "Email", "Text") or one.text.strip()
    text = text[2:] if text[1:2] == "+" and text[:1].isalpha() else text
    yield "IFT", (("4", "61" if "@" in text else "5"), (text,)), one


def _address(one: Element) -> Iterator[Written]:
    names = (("AddressLine", "Address", "StreetNmbr"), ("CityName",), ("StateProv",), ("",), ("CountryName", "Country"))
    yield "ADD", (("",), ("700", *(one.get(*name) for name in names), one.get("PostalCode"))), one


def _osi(one: Element) -> Iterator[Written]:
    yield "IFT", (("4", "28"), (" ".join((one.get("Text") or one.text).split()),)), one


def _flown(one: Element) -> Iterator[Written]:
    yield "TVL", flight(one, airline(one)), one
    if one.get("Status"):
        yield "RPI", ((one.get("NumberInParty"),), (one.get("Status"),)), one
    for name in ("BookingRefID", "Equipment", "SSR", "DOC_SSR", "ContactInfo", *CHECK_IN):
        yield from (written for child in one.children if child.name == name for written in TABLE[name](child))
    known = {"DepartureAirport", "ArrivalAirport", "MarketingAirline", "OperatingAirline", *TABLE}
    yield from (written for child in one.children if child.name not in known for written in _other(child))


def _reference(one: Element) -> Iterator[Written]:
    yield "RCI", ((airline(one, "CompanyName"), one.get("ID")),), one


def _equipment(one: Element) -> Iterator[Written]:
    yield "APD", ((one.get("AirEquipType"),),), one


def _check_in(one: Element) -> Iterator[Written]:
    yield "DAT", (("2", *_stamp(one.get("Time"))),), one
    for boarding in one.every("BoardingNumber"):
        yield from _boarding(boarding)


def _boarding(boarding: Element) -> Iterator[Written]:
    yield from _boarded(boarding)
    for number, seat in enumerate(boarding.every("SeatNumber")):
        if number:
            yield from _boarded(boarding)  # EDIFACT has one seat each
        parts = ((seat.said(),), ("",), ("",), ("",), (seat.get("CabinClass"),))
        yield "SSD", parts, seat
    for bag in boarding.every("CheckedBag"):
        yield "TBD", _bags(bag), bag


def _boarded(boarding: Element) -> Iterator[Written]:
    yield "TRI", ((), (boarding.get("Number"), "", "", boarding.get("RPH"))), boarding
    for name in boarding.every("Passenger"):
        yield next(_passenger(name))


def _bags(bag: Element) -> Parts:
    count, weight = bag.get("NumberOfBags", "Count"), bag.get("Weight", "UnitOfMeasureQuantity")
    tag = bag.get("TagNumber", "BagTagNumber", "SerialNumber")
    return ((), (count, weight, "700"), (), (), (bag.get("IssuerCode", "AirlineCode"), tag))


def _other(one: Element) -> Iterator[Written]:
    told = [word for each in walked(one) for word in (each.name, *_said(each))]
    yield "", ((" ".join(told).strip(),),), one


def _said(one: Element) -> list[str]:
    """Everything an element tells of itself."""
    return [*one.attributes.values(), " ".join(one.text.split())]


TABLE: Final[dict[str, Callable[[Element], Iterator[Written]]]] = {
    "POS": _pos,
    "SSR": _ssr,
    "DOC_SSR": _documents,
    "OSI": _osi,
    "ContactInfo": _contact,
    "Address": _address,
    "Passenger": _passenger,
    "Flight": _flown,
    "CustLoyalty": _loyalty,
    "ExcessBaggage": _excess,
    "FareInfo": _fare,
    "TicketDocument": _ticket,
    "BookingRefID": _reference,
    "Equipment": _equipment,
    "CheckInInfo": _check_in,
    "BoardingNumber": _boarding,
}
