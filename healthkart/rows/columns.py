"""The columns of the lists of rows, for the screen and for files. No Django here.

Each is called as what it shows of a row, and its name is what the glossary knows it by.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from healthkart.dashboard.pages import Cell, Column

Leads = Callable[[str, Any], str]  # from a column's name and a row to where the cell leads; empty for nowhere


@dataclass(frozen=True, slots=True)
class RowColumn(Column):
    """A column of a list of rows, and what it means where a row has nothing in it."""

    empty: str = "Not known: the data do not say"


DAY = RowColumn("day", "Day", empty="No day: nothing was done that it pays for")
INFLUENCER = RowColumn("influencer", "Influencer")
NAMES = (
    RowColumn("campaign", "Campaign"),
    RowColumn("brand", "Brand"),
    RowColumn("product", "Product"),
    RowColumn("platform", "Platform"),
)
REFERENCE = RowColumn("reference", "Reference", help="The payout's reference, or its number where it has none.")
BASIS = RowColumn("basis", "Basis")
RATE = RowColumn("rate", "Rate", "rupees", "What the payout pays per post or per order.")
STATUS = RowColumn("status", "Status", help="Whether the payout is due or paid, as of today.")

ORDERS: tuple[Column, ...] = (
    DAY,
    INFLUENCER,
    Column.of("orders"),
    Column.of("revenue"),
    *NAMES,
    RowColumn("source", "Source", help="Where a sale was tracked, as the tracking file has it."),
)
POSTS: tuple[Column, ...] = (
    DAY,
    INFLUENCER,
    RowColumn("caption", "Caption", help="What the influencer wrote under the post."),
    RowColumn("link", "Link", help="Where the post can be seen.", empty="No address of the web"),
    *map(Column.of, ("reach", "likes", "comments", "engagement_rate")),
    *NAMES,
)
LINES: tuple[Column, ...] = (
    DAY,
    INFLUENCER,
    RowColumn("amount", "Amount", "rupees", "A payout's share for these units."),
    RowColumn("units", "Units", "count", "The posts or orders that a payout's share pays for."),
    REFERENCE,
    BASIS,
    RATE,
    STATUS,
    *NAMES,
)
PAYOUTS: tuple[Column, ...] = (
    REFERENCE,
    STATUS,
    RowColumn("paid_on", "Paid on", help="The day on which the payout was paid.", empty="No day of payment"),
    BASIS,
    RATE,
    RowColumn("declared_units", "Declared units", "count", "The posts or orders that the payout says it is for."),
    RowColumn("total", "Total", "rupees", "What the payout is in all."),
    RowColumn(
        "within", "Within the filters", "rupees",
        "What of the payout falls on the days, campaigns, products and platforms shown.",
    ),
    RowColumn("first_day", "First day", help="The first day that a payout covers, if it names one.", empty="Any day"),
    RowColumn("last_day", "Last day", help="The last day that a payout covers, if it names one.", empty="Any day"),
    RowColumn("campaign", "Campaign"),
)  # fmt: skip


def columns_by_name() -> dict[str, Column]:
    """All columns of all lists, each once."""
    return {column.name: column for column in (*ORDERS, *POSTS, *LINES, *PAYOUTS)}


def nowhere(column: str, row: Any) -> str:
    """A cell that leads nowhere, as in a file."""
    return ""


def cells(columns: Iterable[Column], row: Any, leads: Leads = nowhere, row_id: str = "") -> tuple[Cell, ...]:
    """What these columns show of a row: money in paise, days as dates, None where it has nothing."""
    return tuple(Cell(getattr(row, each.name), each.unit, leads(each.name, row), row_id=row_id) for each in columns)
