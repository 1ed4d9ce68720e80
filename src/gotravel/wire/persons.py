"""What all formats share about persons. Texts as sent in, names, dates, countries and codes of the field out.

    split_title(given, shown=None)            -> (given | None, title | None)
    birth_date(text, format_code, reference)  -> (YYYY-MM-DD | None, Finding | None)   two-digit years: reading 7
    document_date(text, format_code)          -> (YYYY-MM-DD | None, Finding | None)   two-digit years are 20YY
    moment(text, format_code)                 -> (YYYY-MM-DD[THH:MM] | None, Finding | None)   local time of a leg
    country(code, segment=None)               -> (alpha-3 | None, Finding | None)
    sex(code) -> Sex | None      sex_is_known(code)      is_infant_sex(code)
    kind_by_age(born, departure)              -> PersonKind
    document_type(word)                       -> code (`P`, `I`, `V`, ...) for words; codes stay as sent

`reference` is the first departure (else the UNB date) as `YYYY-MM-DD...`. Dates may have format codes (2379) or none.
Never raises, never guesses in silence, never puts a value into a finding.
"""

from __future__ import annotations

from gotravel.wire.person_codes import country, document_type, is_infant_sex, kind_by_age, sex, sex_is_known
from gotravel.wire.person_dates import birth_date, document_date, moment
from gotravel.wire.person_names import split_title

__all__ = [
    "birth_date",
    "country",
    "document_date",
    "document_type",
    "is_infant_sex",
    "kind_by_age",
    "moment",
    "sex",
    "sex_is_known",
    "split_title",
]
