"""One cell of a CSV file: trimmed text in, value out. No Django here.

A parser takes text that is not empty and returns text or a whole number (days as ordinals, money as paise); it raises
ValueError with a message for the person who has the file before them.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from healthkart.genders import gender_name
from healthkart.names import stands_for_none, usual_id
from healthkart.platforms import platform_name

Parser = Callable[[str], str | int]

MISSING = -1  # a number, an amount or a day that the file does not give

# The bounds of the models and their forms: what sums of ten million rows stay within, and money of 15 digits of paise.
MOST_ORDERS = 10**9
MOST_COUNT = 10**11
YEARS = range(2000, 2100)
MOST = 10**15 - 1

# Plain digits, or digits grouped as 1,234,567 or 12,34,567; never a decimal comma.
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}|[0-9]{1,40})"
_COUNT = re.compile(rf"(-?)({_DIGITS})(?:\.0*)?")
_MONEY = re.compile(
    rf"(-?)\s*(?:₹|rs\.?|inr)?\s*(-?)\s*((?:{_DIGITS})?(?:\.[0-9]*)?)\s*(?:/-)?\s*(?:inr|rupees)?"
    r"\s*(?:(?:/|per)\s*(?:post|order)s?)?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:(?P<year>[0-9]{4})([-/])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})"
    r"|(?P<day_first>[0-9]{1,2})([-/])(?P<month_next>[0-9]{1,2})\6(?P<year_last>[0-9]{4}))"
    r"(?:[T\s]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[AP]M)?\s*(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.IGNORECASE,
)

_STATUSES = {
    **dict.fromkeys(("due", "pending", "unpaid", "not paid", "open", "outstanding"), "due"),
    **dict.fromkeys(("paid", "settled", "completed", "complete", "done"), "paid"),
}
_YES_NO = {**dict.fromkeys(("yes", "true", "1"), 1), **dict.fromkeys(("no", "false", "0"), 0)}


def quoted(text: str) -> str:
    """A cell as a message shows it: in quotes, on one line, not too long."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def text(most: int) -> Parser:
    """A parser of text of at most so many characters."""

    def parse(cell: str) -> str:
        if len(cell) > most:
            raise ValueError(f"{quoted(cell)} is longer than {most} characters")
        if "\0" in cell:
            raise ValueError(f"{quoted(cell)} holds a NUL character")
        return cell

    return parse


def named(most: int) -> Parser:
    """A parser of a name, where n/a, none, null, unknown and a dash stand for no name."""
    parse_text = text(most)
    return lambda cell: "" if stands_for_none(cell) else parse_text(cell)


def code(most: int) -> Parser:
    """A parser of an id, where a spreadsheet may have made 32.0 of 32, and n/a stands for none."""
    parse_text = text(most)
    return lambda cell: parse_text(usual_id(cell))


def count(most: int) -> Parser:
    """A parser of a whole number from 0 to `most`: 1234, 1,234, 12,34,567, 1234.0."""

    def parse(cell: str) -> int:
        found = _COUNT.fullmatch(cell)
        if found is None:
            raise ValueError(f"{quoted(cell)} is not a whole number")
        return _within(cell, int(found[2].replace(",", "")), bool(found[1]), most)

    return parse


def money(cell: str) -> int:
    """An amount of rupees in paise, half a paisa up: 1778.95, ₹4,37,947/post, Rs. 500/-, INR 12.345."""
    found = _MONEY.fullmatch(cell)
    digits = found[3].replace(",", "") if found else ""
    if found is None or not digits.strip("."):
        raise ValueError(f"{quoted(cell)} is not an amount of rupees")
    if len(digits.partition(".")[0]) > 20:
        raise ValueError(f"{quoted(cell)} is too large")
    paise = int(Decimal(digits).quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)
    return _within(cell, paise, bool(found[1] or found[2]), MOST)


def _within(cell: str, value: int, negative: bool, most: int) -> int:
    if negative and value:
        raise ValueError(f"{quoted(cell)} is negative")
    if value > most:
        raise ValueError(f"{quoted(cell)} is too large")
    return value


def day(cell: str) -> int:
    """The day of a date or timestamp, as an ordinal: YYYY-MM-DD, DD-MM-YYYY or DD/MM/YYYY, its time left aside."""
    found = _DAY.fullmatch(cell)
    try:
        if found is None:
            raise ValueError
        part = found.groupdict()
        if part["year"]:
            read = date(int(part["year"]), int(part["month"]), int(part["day"]))
        else:
            read = date(int(part["year_last"]), int(part["month_next"]), int(part["day_first"]))
    except ValueError:
        raise ValueError(f"{quoted(cell)} is not a day (YYYY-MM-DD, DD-MM-YYYY or DD/MM/YYYY)") from None
    if read.year not in YEARS:
        raise ValueError(f"{quoted(cell)} is not a day from {YEARS[0]} to {YEARS[-1]}")
    return read.toordinal()


def basis(cell: str) -> str:
    """`post` or `order`, from post, Posts, per order, per_post and the like."""
    word = re.sub(r"[\W_]+", " ", cell.casefold()).strip().removeprefix("per ").removesuffix("s")
    if word not in ("post", "order"):
        raise ValueError(f"{quoted(cell)} is neither post nor order")
    return word


def gender(cell: str) -> str:
    """Female for F, Male for M, any other as written."""
    return str(text(50)(gender_name(cell)))


def platform(cell: str) -> str:
    """The usual spelling of a platform; any other name as written."""
    return str(named(50)(platform_name(cell)))


def source(cell: str) -> str:
    """Where a sale came from: the usual spelling of a platform, else as written."""
    return str(text(100)(platform_name(cell)))


def status(cell: str) -> str:
    """`due` or `paid`, from pending, unpaid, settled and the like."""
    word = re.sub(r"[\W_]+", " ", cell.casefold()).strip()
    if word not in _STATUSES:
        raise ValueError(f"{quoted(cell)} is neither due nor paid")
    return _STATUSES[word]


def yes_no(cell: str) -> int:
    """1 or 0, from yes, no, true, false."""
    if cell.casefold() not in _YES_NO:
        raise ValueError(f"{quoted(cell)} is neither yes nor no")
    return _YES_NO[cell.casefold()]


def known_by(cell: str) -> str:
    """How a post's product or campaign became known: stated, matched or confirmed."""
    if cell.casefold() not in ("stated", "matched", "confirmed"):
        raise ValueError(f"{quoted(cell)} is not stated, matched or confirmed")
    return cell.casefold()
