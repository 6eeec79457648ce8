"""Tracked sales into the database. The key is the tracking id; a row without one is known by its content.

A row that stands k times in the file then stands at least k times in the database, rows with ids counted too. The
brand belongs to the content only where a file states it: one that was worked out may change while the row does not.
"""

from datetime import date

import numpy as np
import pandas as pd
from django.db.models import Max, QuerySet

from campaigns.models import TrackingEvent
from healthkart import bulk
from healthkart.analytics import matching
from healthkart.exchange import database
from healthkart.exchange.cells import MISSING
from healthkart.exchange.formats import TRACKING
from healthkart.exchange.incoming.work import Counts, Work, complete, stale
from healthkart.exchange.names import KnownBy, Names
from healthkart.exchange.tables import Flags, Meeting, Table, by_value, distinct
from healthkart.platforms import names_platform
from payouts.ledger import OF_ORDERS

CONTENT = ("source", "campaign", "influencer", "user_id", "product_name", "date", "orders", "revenue")
MANY = 5_000  # ids to a question
INDEXED_LATER = 100_000  # rows: fewer are in the indexes as soon as these are made anew


def bring_in(table: Table, work: Work) -> Counts:
    """Add and change tracked rows; those that the file does not hold are warned of, or removed with `replace`."""
    _check_organic(table, work)
    work.each_once(table, "tracking_id")
    rows = work.rows_of_known_influencers(table)
    if work.problems:
        return Counts(table.file)
    work.names.add_campaigns(rows["campaign"].unique())
    said = _said(rows, work.names)
    stored = _stored(said, work.names)
    if len(stored):  # to be compared with: beside other tables, categories are in the way
        said = _as_text(said)
    meeting = Meeting(said, stored)
    _meet(meeting, [column for column in CONTENT if column != "user_id" or column in rows])
    after = _after(meeting, rows) if meeting.met.any() else said
    changed = meeting.changed(after)
    known = _insert(_fields(after, rows, ~meeting.met, work.names), work)
    if changed.any():
        fields = _fields(after, rows, changed, work.names)
        database.update(TrackingEvent, fields.assign(pk=meeting.before("pk", 0)[changed]))
    surplus = (stored["in_window"] == 1) & meeting.free
    gone = stored[surplus] if work.replace else stored.head(0)
    database.remove(TrackingEvent, gone["pk"].to_numpy())
    if changed.any() or len(gone):
        known = 0
    touched = ~meeting.met | changed
    parts = (said if touched.all() else said[touched], stored.iloc[meeting.found[changed]], gone)
    influencers, days = ([part[column] for part in parts] for column in ("influencer", "date"))
    work.rows |= stale(influencers, days, known=known, bases=OF_ORDERS)
    if surplus.any() and not work.replace:
        first, last = (date.fromordinal(day) for day in (said["date"].min(), said["date"].max()))
        work.warnings.append(
            f"{table.file}: the database holds {surplus.sum():,} rows of the file's campaigns from {first} to {last} "
            "that the file does not hold; --replace removes them"
        )
    return Counts.of(table.file, meeting, changed, len(gone))


def _insert(fields: pd.DataFrame, work: Work) -> int:
    """Insert these rows; where they are many and outnumber those that are there, the indexes are made afterwards.

    Returns the id above which all rows are theirs; 0 if there is none, as where ids were once given by hand.
    """
    table = TrackingEvent._meta.db_table
    last = TrackingEvent.objects.aggregate(last=Max("pk", default=0))["last"]
    if len(fields) >= INDEXED_LATER and bulk.outnumbered(table, len(fields)):
        work.indexing.enter_context(bulk.without_indexes(table))
    inserted = database.insert(TrackingEvent, fields)
    if not last:
        work.filled[table] = inserted
    return last if TrackingEvent.objects.filter(pk__gt=last).count() == len(fields) else 0


def _check_organic(table: Table, work: Work) -> None:
    rows = table.rows
    nobody = rows["influencer_id"] == ""
    for line, source in rows["source"][nobody & by_value(rows["source"], names_platform, bool)].items():
        message = f"is empty; only organic rows go without an influencer, and this one's source is {source!r}"
        work.problems.add(table.file, int(str(line)), "influencer_id", message)
    organic = by_value(rows["source"], lambda source: source.casefold() == "organic", bool)
    for line, code in rows["influencer_id"][organic & ~nobody].items():
        message = f"{code!r} stands in an organic row; leave it empty, or name the source it came from"
        work.problems.add(table.file, int(str(line)), "influencer_id", message)


def _said(rows: pd.DataFrame, names: Names) -> pd.DataFrame:
    """What the rows say, with primary keys for names. Brand is the stated one."""
    rows, none = complete(rows, TRACKING), {"": MISSING}
    said = {column: rows[column] for column in ("tracking_id", "source", "user_id", "date", "orders", "revenue")}
    said["campaign"] = by_value(rows["campaign"], (none | names.campaigns).__getitem__, np.int64)
    said["influencer"] = by_value(rows["influencer_id"], (none | names.influencers).__getitem__, np.int64)
    said["product_name"] = rows["product"]
    said["brand"] = by_value(rows["brand"], (none | names.brands).__getitem__, np.int64)
    return pd.DataFrame(said, copy=False)


def _as_text(rows: pd.DataFrame) -> pd.DataFrame:
    texts = [name for name, dtype in rows.dtypes.items() if not pd.api.types.is_integer_dtype(dtype)]
    return rows.astype(dict.fromkeys(texts, object))


def _stored(said: pd.DataFrame, names: Names) -> pd.DataFrame:
    """The stored rows of the same campaigns and days, and those of the same ids."""
    campaigns, days = said["campaign"].unique().tolist(), (said["date"].min(), said["date"].max())
    within = TrackingEvent.objects.filter(date__range=tuple(map(date.fromordinal, days)))
    # One question each: of both at once SQLite looks at the rows of all days.
    asked = [within.filter(campaign__in=campaigns), *([within.filter(campaign=None)] if MISSING in campaigns else [])]
    parts = [_read(rows) for rows in (asked if len(campaigns) <= MANY else [within])]
    ids = said["tracking_id"][said["tracking_id"] != ""].tolist()
    # Excluding the empty id lets the database use the index on the others.
    with_ids = TrackingEvent.objects.exclude(tracking_id="")
    if ids and with_ids.exists():
        parts += [_read(with_ids.filter(tracking_id__in=ids[n : n + MANY])) for n in range(0, len(ids), MANY)]
    stored = pd.concat(parts, ignore_index=True).drop_duplicates("pk", ignore_index=True)
    in_window = stored["campaign"].isin(campaigns) & stored["date"].between(*days)
    named = {pk: (names.brands[brand], name) for (brand, name), pk in names.products.items()}
    brand = by_value(stored["product"], lambda pk: named[pk][0], np.int64)
    return stored.assign(
        in_window=in_window.astype(np.int64),
        product_name=by_value(stored["product"], lambda pk: named[pk][1]),
        brand=brand.where(stored["known_by"] == KnownBy.STATED, MISSING),
    )


def _read(events: QuerySet) -> pd.DataFrame:
    text = {name: name for name in ("tracking_id", "source", "user_id")}
    numbers = {"revenue": database.paise("revenue"), "known_by": "brand_known_by"}
    numbers |= {name: name for name in ("campaign", "influencer", "product", "date", "orders")}
    return database.read(events, text, numbers)


def _meet(meeting: Meeting, content: list[str]) -> None:
    """Find each row: by its id; a row whose id is new among those without one; a row without one among all left."""
    mine, theirs = ((rows["tracking_id"] != "").to_numpy() for rows in (meeting.rows, meeting.stored))
    meeting.meet(["tracking_id"], mine, theirs)
    stated, stored_stated = ((rows["brand"] != MISSING).to_numpy() for rows in (meeting.rows, meeting.stored))
    everything = np.ones(len(meeting.free), dtype=bool)
    for some, of_theirs in ((mine, ~theirs), (~mine, everything)):
        meeting.meet([*content, "brand"], some & stated, of_theirs & stored_stated)
        # A stored row of which only the content is known may be the one whose brand this file states.
        meeting.meet(content, some & stated, of_theirs & ~stored_stated)
        meeting.meet(content, some & ~stated, of_theirs & ~stored_stated)
        meeting.meet(content, some & ~stated, of_theirs & stored_stated)


def _after(meeting: Meeting, rows: pd.DataFrame) -> pd.DataFrame:
    """What the rows come to. A row found by its id may clear its brand; any other keeps what is stored of it."""
    said = meeting.rows
    stored_id = meeting.before("tracking_id", "")
    after = said.assign(tracking_id=said["tracking_id"].mask(said["tracking_id"] == "", stored_id))
    by_id = (said["tracking_id"] != "") & (said["tracking_id"] == stored_id)
    silent = (said["brand"] == MISSING) & ~(by_id if "brand" in rows else False)
    after["brand"] = said["brand"].mask(silent, meeting.before("brand", MISSING))
    if "user_id" not in rows:
        after["user_id"] = meeting.before("user_id", "")
    return after


def _fields(after: pd.DataFrame, rows: pd.DataFrame, some: Flags, names: Names) -> pd.DataFrame:
    """The model's fields for some of the rows: the product that belongs to each, and how its brand is known."""
    if not some.all():
        after, rows = after[some], rows[some]
    named = {MISSING: "", **{pk: name for name, pk in names.brands.items()}}
    said = pd.DataFrame({"product": after["product_name"], "campaign": rows["campaign"]})
    said["brand"] = by_value(after["brand"], named.__getitem__)
    places, stated = distinct(said, ["brand", "product", "campaign"])
    whose = _with_elsewhere(stated, [names.whose(brand, product, campaign) for brand, product, campaign in stated])
    keys = [(brand, product) for (brand, _), (_, product, _) in zip(whose, stated, strict=True)]
    names.add_products(keys)
    products = np.array([names.products[key] for key in keys], dtype=np.int64)
    known_by = np.array([known_by for _, known_by in whose], dtype=np.int64)
    return after.drop(columns=["product_name", "brand"]).assign(
        product=products[places], brand_known_by=known_by[places]
    )


def _with_elsewhere(stated: list[tuple[str, str, str]], whose: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Where no name tells the brand, the only one that the product has elsewhere: what matching would come to.

    It would have to move every such row of a first import otherwise, which may be millions.
    """
    open_products = {
        product
        for (_, product, _), (_, known_by) in zip(stated, whose, strict=True)
        if product and known_by == KnownBy.UNKNOWN
    }
    elsewhere = matching.brands_elsewhere(open_products, matching.catalogue())
    for (_, product, _), (brand, known_by) in zip(stated, whose, strict=True):
        if product in open_products and known_by != KnownBy.UNKNOWN:
            elsewhere[product].add(brand)
    return [
        (min(elsewhere[product]), KnownBy.ELSEWHERE)
        if known_by == KnownBy.UNKNOWN and len(elsewhere.get(product, ())) == 1
        else (brand, known_by)
        for (_, product, _), (brand, known_by) in zip(stated, whose, strict=True)
    ]
