"""The few places where the ledger's and the roll-up's SQL must say the same thing, or differs by database.

`vendor` is Django's name of a database, or `duckdb`.
"""

from collections.abc import Collection
from datetime import date

from healthkart.platforms import PLATFORMS

Span = tuple[date | None, date | None]


def among(column: str, ids: Collection[int] | None) -> str:
    """A condition that holds for rows of these ids, or for all rows."""
    if ids is None:
        return "1 = 1"
    return f"{column} IN ({', '.join(str(int(one)) for one in ids) or 'NULL'})"


def within(column: str, span: Span) -> str:
    """A condition that holds from the first day to the last, both inclusive, either of them open where not given."""
    bounds = [f"{column} {sign} '{day.isoformat()}'" for sign, day in zip((">=", "<="), span, strict=True) if day]
    return " AND ".join(bounds) or "1 = 1"


def event_platform(event: str = "e", influencer: str = "i") -> str:
    """Where a tracked row happened: its source where that names a platform, else the influencer's home platform."""
    names = ", ".join(f"'{name}'" for name in PLATFORMS)
    return f"CASE WHEN {event}.source IN ({names}) THEN {event}.source ELSE {influencer}.platform END"


def name_order(column: str, vendor: str) -> str:
    """Order by a name, byte by byte and unknown first, on every database alike."""
    collation = {"sqlite": " COLLATE BINARY", "postgresql": ' COLLATE "C"'}.get(vendor, "")
    return f"COALESCE({column}, ''){collation}"


def json_array(column: str, vendor: str) -> str:
    """All values of a column as the text of one JSON array, in the order of the rows."""
    return f"json_group_array({column})" if vendor == "sqlite" else f"CAST(json_agg({column}) AS text)"


def day(value: date, vendor: str) -> str:
    """A day as a value."""
    text = f"'{value.isoformat()}'"
    return text if vendor == "sqlite" else f"CAST({text} AS date)"


def first_day_of(period: str, column: str, vendor: str) -> str:
    """The first day of the week (Monday), month or quarter of a day."""
    if vendor != "sqlite":
        return f"CAST(date_trunc('{period}', {column}) AS date)"
    return {
        "week": f"date({column}, '-6 days', 'weekday 1')",
        "month": f"substr({column}, 1, 8) || '01'",
        "quarter": f"substr({column}, 1, 5) || printf('%02d-01', (substr({column}, 6, 2) - 1) / 3 * 3 + 1)",
    }[period]
