"""The lists on the page of one influencer, campaign or brand as tables of all their rows, for files."""

from collections.abc import Callable, Iterable
from functools import partial

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.analytics.standing import Standing
from healthkart.dashboard.pages import Cell, Column, DataTable
from healthkart.rows.newest import all_lines, all_payouts, all_posts

# Each column is called as what it shows of a row.
DAY, INFLUENCER, CAMPAIGN = Column("day", "Day"), Column("influencer", "Influencer"), Column("campaign", "Campaign")
PRODUCT = Column("product", "Product", help="Where only the brand is known, the brand.")
PLATFORM, BASIS, STATUS = Column("platform", "Platform"), Column("basis", "Basis"), Column("status", "Status")
REFERENCE = Column("reference", "Payout", help="The payout's reference, if it has one.")
RATE = Column("rate", "Rate", "rupees", "Per post or per order.")
POST_COLUMNS = (
    DAY,
    INFLUENCER,
    PLATFORM,
    Column("caption", "Caption"),
    Column("link", "Link", help="Where the post can be seen."),
    CAMPAIGN,
    PRODUCT,
    *map(Column.of, ("reach", "likes", "comments", "engagement_rate")),
)
LINE_COLUMNS = (
    DAY,
    INFLUENCER,
    CAMPAIGN,
    PRODUCT,
    PLATFORM,
    Column("units", "Units", "count", "The posts or orders that this share pays for."),
    Column("amount", "Amount", "rupees", "The payout's share for these units."),
    REFERENCE,
    BASIS,
    RATE,
    STATUS,
)
PAYOUT_COLUMNS = (
    REFERENCE,
    STATUS,
    Column("paid_on", "Paid on"),
    BASIS,
    RATE,
    Column("units", "Units", "count", "The posts or orders declared."),
    Column("total", "Total", "rupees", "To pay in all."),
    Column("within", "Within the filters", "rupees", "What of it falls on what the filters let through."),
    Column("first_day", "First day", help="That it covers, if it names one."),
    Column("last_day", "Last day", help="That it covers, inclusive, if it names one."),
    CAMPAIGN,
)
STANDING_COLUMNS = (
    Column("measure", "Measure"),
    Column("value", "Value", help="Rupees, a fraction, or points, by measure."),
    Column("place", "Rank", "count", "Counted from 1 for the highest."),
    Column("among", "Among", "count", "Those of which the measure is known."),
)


def lists_of(scope: Scope, payout: int | None = None) -> dict[str, DataTable]:
    """The posts and the payout lines of a scope; the lines of one payout (its id) where one is named."""
    return {
        "posts": _table(POST_COLUMNS, partial(all_posts, scope)),
        "lines": _table(LINE_COLUMNS, partial(all_lines, scope, payout)),
    }


def payouts_of(influencer: str, scope: Scope, labels: Labels) -> DataTable:
    """All payouts of an influencer (by code), and what of each falls within a scope."""
    return _table(PAYOUT_COLUMNS, partial(all_payouts, scope, labels, influencer))


def standings_table(standings: Iterable[Standing]) -> DataTable:
    """Where one stands among its peers."""
    rows = ((each.kpi, each) for each in standings)
    return DataTable(
        STANDING_COLUMNS,
        tuple(
            (Cell(kpi.label), Cell(each.value, kpi.unit), Cell(each.place, "count"), Cell(each.among, "count"))
            for kpi, each in rows
        ),
    )


def _table(columns: tuple[Column, ...], rows: Callable[[], Iterable[object]]) -> DataTable:
    return DataTable(
        columns,
        (),
        all_rows=lambda: (tuple(Cell(getattr(row, each.name), each.unit) for each in columns) for row in rows()),
    )
