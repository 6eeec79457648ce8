"""The few places where the ledger's and the roll-up's SQL must say the same thing, or differs by database."""

from collections.abc import Sequence

from django.db import connection

from healthkart.platforms import PLATFORMS


def among(column: str, ids: Sequence[int] | None) -> str:
    """A condition that holds for rows of these ids, or for all rows."""
    if ids is None:
        return "1 = 1"
    return f"{column} IN ({', '.join(str(int(one)) for one in ids) or 'NULL'})"


def event_platform(event: str = "e", influencer: str = "i") -> str:
    """Where a tracked row happened: its source where that names a platform, else the influencer's home platform."""
    names = ", ".join(f"'{name}'" for name in PLATFORMS)
    return f"CASE WHEN {event}.source IN ({names}) THEN {event}.source ELSE {influencer}.platform END"


def name_order(column: str) -> str:
    """Order by a name, byte by byte and unknown first, on every database alike."""
    collation = "BINARY" if connection.vendor == "sqlite" else '"C"'
    return f"COALESCE({column}, '') COLLATE {collation}"
