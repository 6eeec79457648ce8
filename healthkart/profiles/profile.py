"""The page of one influencer, campaign or brand: what it is, how it did, among whom, and the rows behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from healthkart.analytics.compared import present
from healthkart.analytics.numbers import grouped
from healthkart.analytics.scope import DIMENSION, Scope
from healthkart.analytics.standing import Standing
from healthkart.dashboard.addresses import page_of
from healthkart.dashboard.charts import kpi_by_dimension, trend
from healthkart.dashboard.pages import Card, Cell, Chart, Column, DataTable, Notice, tables
from healthkart.dashboard.reading import Reading
from healthkart.dashboard.tables import cells, column, narrowed_to, ranked, with_changes
from healthkart.profiles.tables import Listing, standings_table

BREAKDOWN = ("revenue", "payout", "roas")
PEOPLE_KPIS = ("revenue", "orders", "payout", "roas", "posts", "engagement_rate")
TOP, MOST_WORDS = 10, 24


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so whatever the filters, in one or several words, each of which may lead somewhere."""

    label: str
    words: tuple[tuple[str, str], ...]
    more: int = 0

    @classmethod
    def of(cls, label: str, *words: str) -> "Fact":
        """From words, of which the first few are shown."""
        return cls(label, tuple((word, "") for word in words[:MOST_WORDS]), max(len(words) - MOST_WORDS, 0))

    @classmethod
    def leading(cls, label: str, dimension: str, words: Sequence[str], scope: Scope) -> "Fact":
        """From the names of what has pages of its own, to which they lead under a scope's filters."""
        shown = tuple((word, page_of(dimension, word, scope)) for word in words[:MOST_WORDS])
        return cls(label, shown, len(words) - len(shown))


@dataclass(frozen=True, slots=True)
class Peers:
    """Among whom it is ranked, in words, and where it stands by each measure."""

    words: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The page. `dimension` says what it is of; `elsewhere` are the dashboard pages narrowed to it."""

    dimension: str
    name: str
    facts: tuple[Fact, ...]
    elsewhere: tuple[tuple[str, str], ...]
    is_empty: bool
    cards: tuple[Card, ...] = ()
    notices: tuple[Notice, ...] = ()
    trend: Chart | None = None
    breakdowns: tuple[Chart, ...] = ()
    peers: Peers | None = None
    people: DataTable | None = None
    posts: Listing | None = None
    payouts: Listing | None = None
    payout: int | None = None
    lines: Listing | None = None

    @property
    def tables(self) -> Mapping[str, DataTable]:
        """Those of its charts, and its lists with all of their rows."""
        charts = [self.trend, *self.breakdowns] if self.trend else []
        others = {"people": self.people, "peers": standings_table(self.peers.standings) if self.peers else None}
        lists = {"posts": self.posts, "lines": self.lines, "payouts": self.payouts}
        others |= {name: listing.table for name, listing in lists.items() if listing}
        return tables(*charts, **{name: table for name, table in others.items() if table})

    @property
    def label(self) -> str:
        return DIMENSION[self.dimension].label


def over_time(reading: Reading, scope: Scope) -> Chart:
    """Revenue, orders and ROAS over time; a day narrows the page, whose own filters `scope` has."""
    return trend(
        reading.by_time, scope, reading.interval, reading.days, ("revenue", "orders", "roas"),
        name="revenue-trend", title="Revenue, orders and ROAS over time",
        compared=reading.compared, cut=reading.cut,
    )  # fmt: skip


def orders_by(reading: Reading, scope: Scope, *dimensions: str) -> tuple[Chart, ...]:
    """Orders by each of these; a name narrows the page, whose own filters `scope` has."""
    return tuple(_orders_by(reading, scope, name) for name in dimensions)


def _orders_by(reading: Reading, scope: Scope, dimension: str) -> Chart:
    rows, title = reading.groups(dimension), f"Orders by {DIMENSION[dimension].label.lower()}"
    if reading.scope.influencer:  # how many influencers a bar rests on is no question then
        rows = [row._replace(influencers=None) for row in rows]
    return kpi_by_dimension(
        rows, scope, dimension, "orders", title=title, beside=BREAKDOWN, influencers=reading.influencers
    )


def top_influencers(reading: Reading, scope: Scope) -> DataTable:
    """Those with the most revenue; a name narrows the page, whose own filters `scope` has."""
    top = ranked(present(reading.groups("influencer")), "revenue")[:TOP]
    kpis = with_changes(PEOPLE_KPIS, top)
    people = ((reading.labels.by_code[row.key[0]], row) for row in top)
    return DataTable(
        (Column("influencer", "Influencer"), Column("influencer_type", "Type"), *map(column, kpis)),
        tuple(
            (
                Cell(str(who), link=narrowed_to(scope, influencer=who.code), sums=row.sums),
                Cell(who.influencer_type),
                *cells(row, kpis),
            )
            for who, row in people
        ),
    )


def posts(number: int) -> str:
    """So many posts, in words."""
    return f"{grouped(number)} post{'' if number == 1 else 's'}"


def influencers(number: int) -> str:
    """So many influencers, in words."""
    return f"{grouped(number)} influencer{'' if number == 1 else 's'}"
