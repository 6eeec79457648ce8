"""The files that go in and out: their names and columns. No Django here.

Columns are in the order in which they are written. Those marked `full` belong to no file of the seed document: they
are read where present, and written by a full export only.
"""

from dataclasses import dataclass
from pathlib import Path

from healthkart.exchange import cells, plain
from healthkart.exchange.cells import MISSING, MOST_COUNT, MOST_ORDERS, Parser
from healthkart.exchange.plain import PlainParser


def key(name: str) -> str:
    """A file's or column's name as it is compared: without case, spaces and punctuation."""
    return "".join(character for character in name.casefold() if character.isalnum())


@dataclass(frozen=True)
class Column:
    """One column: how its cells are read, and what an empty cell stands for.

    `required`: the file must have the column. `filled`: every row must have a value in it. `at_once` reads many
    plainly spelt cells together. `unlike`: nearly every cell differs from all others.
    """

    name: str
    parse: Parser
    aliases: tuple[str, ...] = ()
    required: bool = False
    filled: bool = False
    full: bool = False
    empty: str | int = ""
    at_once: PlainParser | None = None
    unlike: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the column holds whole numbers (days and paise too) rather than text."""
        return isinstance(self.empty, int)


@dataclass(frozen=True)
class Format:
    """One kind of file: its name when written, the names it is known by, its columns; whether it may hold millions."""

    file: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    large: bool = False

    @property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def headers(self) -> dict[str, Column]:
        """The column for each header it may stand under, as `key` compares them."""
        return {key(header): column for column in self.columns for header in (column.name, *column.aliases)}

    def written(self, full: bool) -> tuple[str, ...]:
        """The header of this file when exported."""
        return tuple(column.name for column in self.columns if full or not column.full)


def _needed(
    name: str, parse: Parser, *aliases: str, empty: str | int = "", at_once: PlainParser | None = None
) -> Column:
    return Column(name, parse, aliases, required=True, filled=True, empty=empty, at_once=at_once)


INFLUENCERS = Format(
    "influencers.csv",
    ("influencers", "influencer"),
    (
        _needed("id", cells.code(100), "influencer_id"),
        _needed("name", cells.text(200), "influencer_name"),
        Column("category", cells.named(100)),
        Column("gender", cells.gender, empty="Unknown"),
        Column("follower_count", cells.count(MOST_COUNT), ("followers",), empty=MISSING),
        Column("platform", cells.platform),
    ),
)
POSTS = Format(
    "posts.csv",
    ("posts", "post"),
    (
        Column("post_id", cells.code(100), full=True),
        _needed("influencer_id", cells.code(100)),
        Column("platform", cells.platform),
        _needed("date", cells.day, empty=MISSING),
        Column("url", cells.text(500), ("post_url",), required=True),
        Column("caption", cells.text(100_000)),
        _needed("reach", cells.count(MOST_COUNT), empty=MISSING, at_once=plain.counts),
        _needed("likes", cells.count(MOST_COUNT), empty=MISSING, at_once=plain.counts),
        _needed("comments", cells.count(MOST_COUNT), empty=MISSING, at_once=plain.counts),
        Column("brand", cells.named(100), ("brands", "brand_mentioned"), full=True),
        Column("product", cells.named(200), ("product_name",), full=True),
        Column("product_brand", cells.named(100), full=True),
        Column("product_known_by", cells.known_by, full=True),
        Column("campaign", cells.named(200), ("campaign_name",), full=True),
        Column("campaign_known_by", cells.known_by, full=True),
    ),
)
TRACKING = Format(
    "tracking_data.csv",
    ("tracking_data", "tracking"),
    (
        Column("tracking_id", cells.code(100), full=True, at_once=plain.codes, unlike=True),
        _needed("source", cells.source),
        Column("campaign", cells.named(200), ("campaign_name",), required=True),
        Column("influencer_id", cells.code(100), required=True),
        Column("user_id", cells.code(100), at_once=plain.codes, unlike=True),
        Column("brand", cells.named(100), ("brands", "brand_mentioned"), full=True),
        Column("product", cells.named(200), ("product_name",), required=True),
        _needed("date", cells.day, empty=MISSING),
        _needed("orders", cells.count(MOST_ORDERS), empty=MISSING),
        _needed("revenue", cells.money, empty=MISSING, at_once=plain.amounts),
    ),
    large=True,
)
PAYOUTS = Format(
    "payouts.csv",
    ("payouts", "payout"),
    (
        Column("reference", cells.code(100), ("payout_id",), full=True),
        _needed("influencer_id", cells.code(100)),
        _needed("basis", cells.basis),
        _needed("rate", cells.money, empty=MISSING),
        _needed("orders", cells.count(MOST_ORDERS), "units", empty=MISSING),
        _needed("total_payout", cells.money, "total", empty=MISSING),
        Column("campaign", cells.named(200), ("campaign_name",), full=True),
        Column("first_day", cells.day, full=True, empty=MISSING),
        Column("last_day", cells.day, full=True, empty=MISSING),
        Column("status", cells.status, full=True),
        Column("payout_date", cells.day, ("paid_on",), full=True, empty=MISSING),
    ),
)
CAMPAIGNS = Format(
    "campaigns.csv",
    ("campaigns", "campaign"),
    (
        _needed("name", cells.named(200), "campaign"),
        Column("brand", cells.named(100), required=True),
        Column("first_day", cells.day, required=True, empty=MISSING),
        Column("last_day", cells.day, required=True, empty=MISSING),
        Column("confirmed", cells.yes_no, empty=MISSING),
    ),
)
PRODUCTS = Format(
    "products.csv",
    ("products", "product"),
    (
        _needed("brand", cells.named(100)),
        Column("name", cells.named(200), ("product",), required=True),
    ),
)

# In the order in which problems and counts are reported.
FORMATS = (INFLUENCERS, POSTS, TRACKING, PAYOUTS, CAMPAIGNS, PRODUCTS)
SEED_DOCUMENT = (INFLUENCERS, POSTS, TRACKING, PAYOUTS)


def format_of(path: Path) -> Format | None:
    """The kind of file that this one's name says it is, if any."""
    if path.suffix.casefold() != ".csv":
        return None
    named = key(path.stem)
    return next((format for format in FORMATS if named in map(key, format.names)), None)
