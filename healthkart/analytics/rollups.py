"""Raw rows -> ledger -> results. The one place where events, posts and payouts meet.

Whoever changes a raw row calls `update` in the same transaction; results then follow from the raw rows alone.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics.grains import DAILY_BRANDS, FINEST, GRAINS, MEASURES, SOURCES, Grain, source_of
from healthkart.analytics.models import NO_DAY, DataVersion
from healthkart.analytics.sql import Span, among, day, event_platform, first_day_of, within
from healthkart.analytics.stale import ALL_KNOWN, EVERYTHING, Stale
from healthkart.analytics.transactions import changing
from influencers.models import Influencer, Post
from payouts.ledger import ALL_DAYS, payouts_on, rebuild_lines, with_general_payouts
from payouts.models import Payout

# What posts and tracked rows add to the measures of their day, influencer, campaign, product and platform.
SEEN = """
    SELECT e.date, COALESCE(e.influencer_id, 0) AS influencer_id, COALESCE(e.campaign_id, 0) AS campaign_id,
           e.product_id, CASE WHEN e.influencer_id IS NULL THEN '' ELSE {event_platform} END AS platform,
           e.revenue, e.orders, 0 AS payout, 0 AS posts, 0 AS reach, 0 AS likes, 0 AS comments,
           0 AS paid, 0 AS payout_per_post, 0 AS paid_per_post
    FROM campaigns_trackingevent e LEFT JOIN influencers_influencer i ON i.id = e.influencer_id
    WHERE {of_events}
    UNION ALL
    SELECT p.date, p.influencer_id, COALESCE(p.campaign_id, 0), COALESCE(p.product_id, 0), p.platform,
           0, 0, 0, 1, p.reach, p.likes, p.comments, 0, 0, 0
    FROM influencers_post p
    WHERE {of_posts}
"""
# And what the ledger adds.
COSTS = """
    SELECT COALESCE(l.date, {no_day}) AS date, o.influencer_id, COALESCE(l.campaign_id, 0) AS campaign_id,
           COALESCE(l.product_id, 0) AS product_id, l.platform,
           0 AS revenue, 0 AS orders, l.amount AS payout, 0 AS posts, 0 AS reach, 0 AS likes, 0 AS comments,
           CASE o.status WHEN 'paid' THEN l.amount ELSE 0 END AS paid,
           CASE o.basis WHEN 'post' THEN l.amount ELSE 0 END AS payout_per_post,
           CASE WHEN o.status = 'paid' AND o.basis = 'post' THEN l.amount ELSE 0 END AS paid_per_post
    FROM payouts_payoutline l JOIN payouts_payout o ON o.id = l.payout_id
    WHERE {of_lines}
"""
OF_COSTS = ("payout", "paid", "payout_per_post", "paid_per_post")
OF_SEEN = tuple(measure for measure in MEASURES if measure not in OF_COSTS)
SUMMED = ", ".join(f"CAST(SUM({measure}) AS bigint) AS {measure}" for measure in MEASURES)
SOMETHING = " OR ".join(f"SUM({measure}) <> 0" for measure in MEASURES)
NOTHING = " AND ".join(f"{measure} = 0" for measure in MEASURES)
LESS = " OR ".join(f"{measure} < 0" for measure in MEASURES)
CHUNK = 5000  # influencers to a statement
ORGANIC = [0]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some influencers (ids), organic rows, or all (None): the days that are stale of them, and what costs go by.

    That is the payouts (ids, None for all) whose lines may change, and all days that these name.
    """

    influencers: Sequence[int] | None
    days: Span
    payouts: Sequence[int] | None
    all_days: Span


def update(stale: Stale = EVERYTHING) -> None:
    """Bring ledger and results in step with the raw rows, and move the data version, in the caller's transaction.

    `stale` says whose raw rows changed and on which days, before the change and after it; everything if left out.
    What thereby changes in the daily grains is added to all others: they are sums of them.
    """
    with changing():
        brands_of_paid_campaigns()
        if stale == EVERYTHING:
            _execute(*(f"DELETE FROM {grain.table}" for grain in GRAINS))
        _execute(*(f"CREATE TEMPORARY TABLE {_changes(of)} AS SELECT * FROM {of.table} WHERE 1 = 0" for of in SOURCES))
        portions = list(_portions(stale))
        _bring_in_step_what_was_seen(portions, stale.known)
        _bring_in_step_costs([portion for portion in portions if portion.influencers != ORGANIC])
        _bring_in_step_brands(portions, stale.known)
        thinned = [source for source in SOURCES if _came_to_nothing(source)]
        for grain in GRAINS:
            if grain not in SOURCES:
                source = source_of(grain)
                _add(grain, f"SELECT * FROM {_changes(source)}")
                if source in thinned:  # else no row made of them can come to nothing
                    _execute(f"DELETE FROM {grain.table} WHERE {NOTHING}")
        _execute(*(f"DROP TABLE {_changes(source)}" for source in SOURCES))
        DataVersion.advance()


def fill() -> None:
    """Work out the grains that have no rows, as after a migration of their tables, from those that have."""
    with changing():
        if not _has_rows(FINEST):
            if any(model._default_manager.exists() for model in (TrackingEvent, Post, Payout)):
                update()
            return
        for grain in GRAINS:
            if not _has_rows(grain):
                _add(grain, f"SELECT * FROM {source_of(grain).table}")
        DataVersion.advance()


def _has_rows(grain: Grain) -> bool:
    return grain.model._default_manager.exists()


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _portions(stale: Stale) -> Iterator[Portion]:
    """All that is stale, some thousands of influencers at a time.

    Organic rows, and influencers with general payouts, of which all days are, come by themselves.
    """
    if stale == EVERYTHING:
        yield Portion(None, ALL_DAYS, *payouts_on(None, ALL_DAYS))
        return
    days = (stale.first_day, stale.last_day)
    everyone = [None, *Influencer.objects.values_list("pk", flat=True)]
    ids = sorted(pk for pk in (everyone if stale.influencers is None else stale.influencers) if pk is not None)
    general = with_general_payouts(ids, stale.bases)
    for some, their_days in ((sorted(general), ALL_DAYS), ([pk for pk in ids if pk not in general], days)):
        for start in range(0, len(some), CHUNK):
            influencers = some[start : start + CHUNK]
            yield Portion(influencers, their_days, *payouts_on(influencers, their_days, stale.bases))
    if stale.influencers is None or None in stale.influencers:
        yield Portion(ORGANIC, days, [], days)


def _bring_in_step_what_was_seen(portions: Sequence[Portion], known: int) -> None:
    """What was seen, from which the ledger follows: tracked rows above the id that is known, or all in the portions."""
    if not known:
        for portion in portions:
            before = _taken_away(FINEST, OF_SEEN, portion.influencers, portion.days)
            _note(FINEST, f"{seen(portion.influencers, portion.days)} UNION ALL {before}")
    elif known < ALL_KNOWN:
        _note(FINEST, seen_above(known))
    _add_changes(FINEST, OF_SEEN)


def _bring_in_step_costs(portions: Sequence[Portion]) -> None:
    """The ledger, and what it adds."""
    for portion in portions:
        rebuild_lines(portion.influencers, portion.payouts, portion.all_days)
        before = _taken_away(FINEST, OF_COSTS, portion.influencers, portion.all_days)
        _note(FINEST, f"{costs(connection.vendor, portion.influencers, portion.all_days)} UNION ALL {before}")
    _add_changes(FINEST, OF_COSTS)


def _bring_in_step_brands(portions: Sequence[Portion], known: int) -> None:
    """The daily grain of brands: by the changes of the finest, unless those of its rows may be other products' now."""
    if known:
        _note(DAILY_BRANDS, added_up(DAILY_BRANDS, f"SELECT * FROM {_changes(FINEST)}", connection.vendor))
    else:
        for portion in portions:
            rows = f"SELECT * FROM {FINEST.table} WHERE {_where(portion.influencers, portion.all_days)}"
            before = _taken_away(DAILY_BRANDS, MEASURES, portion.influencers, portion.all_days)
            _note(DAILY_BRANDS, f"{added_up(DAILY_BRANDS, rows, connection.vendor)} UNION ALL {before}")
    _add_changes(DAILY_BRANDS, MEASURES)


def _changes(source: Grain) -> str:
    """The table of the rows to be added to a daily grain, and to all that it is the source of."""
    return f"changes_of_{source.table}"


def _note(source: Grain, rows: str) -> None:
    """Keep the rows that these add up to, to be added to a daily grain: none for those that it has already."""
    key, columns = ", ".join(source.key), ", ".join((*source.key, *MEASURES))
    made = f"SELECT {key}, {SUMMED} FROM ({rows}) s GROUP BY {key} HAVING {SOMETHING}"
    _execute(f"INSERT INTO {_changes(source)} ({columns}) {made}")


def _taken_away(source: Grain, measures: Collection[str], influencers: Sequence[int] | None, days: Span) -> str:
    """The SQL that takes away what a daily grain has of these measures."""
    sums = (f"-{measure} AS {measure}" if measure in measures else "0" for measure in MEASURES)
    where = f"{_where(influencers, days)} AND ({_some(measures)})"
    return f"SELECT {', '.join((*source.key, *sums))} FROM {source.table} WHERE {where}"


def _add_changes(source: Grain, measures: Collection[str]) -> None:
    """Add to a daily grain the changes of these measures."""
    sums = (measure if measure in measures else f"0 AS {measure}" for measure in MEASURES)
    _put(source, f"SELECT {', '.join((*source.key, *sums))} FROM {_changes(source)} WHERE {_some(measures)}")


def _some(measures: Collection[str]) -> str:
    """A condition that holds for rows with any of these measures."""
    return " OR ".join(f"{measure} <> 0" for measure in measures)


def _came_to_nothing(source: Grain) -> bool:
    """Whether rows of a daily grain did, which are then deleted."""
    key = ", ".join(source.key)
    less = f"SELECT {key} FROM {_changes(source)} WHERE {LESS}"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {source.table} WHERE {NOTHING} AND ({key}) IN ({less})")
        return bool(cursor.rowcount)


def _add(grain: Grain, rows: str) -> None:
    """Add rows of the source of a grain to what it has."""
    _put(grain, added_up(grain, rows, connection.vendor))


def _put(grain: Grain, rows: str) -> None:
    """Add rows of a grain to those that it has."""
    key, sums = ", ".join(grain.key), ", ".join(f"{one} = {grain.table}.{one} + excluded.{one}" for one in MEASURES)
    _execute(
        f"INSERT INTO {grain.table} ({key}, {', '.join(MEASURES)}) {rows} ON CONFLICT ({key}) DO UPDATE SET {sums}"
    )


def _where(influencers: Sequence[int] | None, days: Span) -> str:
    """Which rows of a daily grain are of these influencers, or of all, on these days or on none."""
    conditions = [among("influencer_id", influencers)]
    if days != ALL_DAYS:
        conditions.append(f"({within('date', days)} OR date = {day(NO_DAY, connection.vendor)})")
    return " AND ".join(conditions)


def seen(influencers: Sequence[int] | None = None, days: Span = ALL_DAYS) -> str:
    """The SQL of what posts and tracked rows add up to, of these influencers (ids), of organic rows, or of all."""
    of_nobody = influencers == ORGANIC
    return SEEN.format(
        event_platform=event_platform(),
        of_events=("e.influencer_id IS NULL" if of_nobody else among("e.influencer_id", influencers))
        + f" AND {within('e.date', days)}",
        of_posts=f"{among('p.influencer_id', influencers)} AND {within('p.date', days)}",
    )


def seen_above(known: int) -> str:
    """The SQL of what the tracked rows of higher ids add up to."""
    return SEEN.format(event_platform=event_platform(), of_events=f"e.id > {known:d}", of_posts="1 = 0")


def costs(vendor: str, influencers: Sequence[int] | None = None, days: Span = ALL_DAYS) -> str:
    """The SQL of what payout lines add up to, of these influencers (ids) or of all."""
    return COSTS.format(
        no_day=day(NO_DAY, vendor),
        of_lines=f"{among('o.influencer_id', influencers)} AND (l.date IS NULL OR {within('l.date', days)})",
    )


def added_up(grain: Grain, rows: str, vendor: str) -> str:
    """The SQL that adds rows of the source of a grain up to rows of the grain; none where they come to nothing."""
    columns = {column: f"s.{column}" for column in grain.key}
    catalogue = ""
    if grain is not FINEST:
        source = source_of(grain)
        if grain.time and grain.time != source.time:
            columns[grain.time] = first_day_of(grain.time, f"s.{source.time}", vendor)
        if "brand_id" in columns and "brand" not in source.parts:
            columns["brand_id"] = "COALESCE(d.brand_id, 0)"
            catalogue = " LEFT JOIN campaigns_product d ON d.id = s.product_id"
        if "influencer" in source.parts - grain.parts:
            catalogue += " WHERE s.influencer_id > 0"  # what is organic stays out of what cannot tell it apart
    named = ", ".join(f"{expression} AS {column}" for column, expression in columns.items())
    grouped = f"GROUP BY {', '.join(columns.values())} HAVING {SOMETHING}"
    return f"SELECT {named}, {SUMMED} FROM ({rows}) s{catalogue} {grouped}"


def brands_of_paid_campaigns() -> None:
    """A payout without units keeps the brand of the campaign it names: that brand's unspecified product must exist."""
    paid = Campaign.objects.filter(payouts__isnull=False, brand__isnull=False)
    missing = Brand.objects.filter(campaigns__in=paid).exclude(products__name="").distinct()
    Product.objects.bulk_create([Product(brand=brand, name="") for brand in missing], ignore_conflicts=True)
