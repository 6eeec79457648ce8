"""Raw rows -> ledger -> results. The one place where events, posts and payouts meet.

Whoever changes a raw row calls `update` in the same transaction; results then follow from the raw rows alone.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics.grains import DAILY_BRANDS, FINEST, GRAINS, MEASURES, SOURCES, Grain, source_of
from healthkart.analytics.models import NO_DAY, DataVersion
from healthkart.analytics.sql import Span, among, day, event_platform, first_day_of, within
from healthkart.analytics.stale import EVERYTHING, Stale
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
SUMMED = ", ".join(f"CAST(SUM({measure}) AS bigint) AS {measure}" for measure in MEASURES)
SOMETHING = " OR ".join(f"SUM({measure}) <> 0" for measure in MEASURES)
NOTHING = " AND ".join(f"{measure} = 0" for measure in MEASURES)
LESS = " OR ".join(f"{measure} < 0" for measure in MEASURES)
CHUNK = 5000  # influencers to a statement
ORGANIC = [0]


def update(stale: Stale = EVERYTHING) -> None:
    """Bring ledger and results in step with the raw rows, and move the data version, in the caller's transaction.

    `stale` says whose raw rows changed and on which days, before the change and after it; everything if left out.
    The daily grains are worked out anew; what thereby changes in them is added to all others.
    """
    with changing():
        brands_of_paid_campaigns()
        if stale == EVERYTHING:
            _execute(*(f"DELETE FROM {grain.table}" for grain in GRAINS))
        _execute(*(f"CREATE TEMPORARY TABLE {_changed(of)} AS SELECT * FROM {of.table} WHERE 1 = 0" for of in SOURCES))
        for influencers, days in _portions(stale):
            _bring_days_in_step(influencers, days, seen_anew=stale.seen)
        _execute(*(f"CREATE TEMPORARY TABLE {_differences(of)} AS {_differing(of)}" for of in SOURCES))
        for grain in GRAINS:
            if grain not in SOURCES:
                source = source_of(grain)
                _add(grain, f"SELECT * FROM {source.table if stale == EVERYTHING else _differences(source)}")
                if _some_went(source):
                    _execute(f"DELETE FROM {grain.table} WHERE {NOTHING}")
        _execute(*(f"DROP TABLE {table(of)}" for of in SOURCES for table in (_changed, _differences)))
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


def _portions(stale: Stale) -> Iterator[tuple[Sequence[int] | None, Span]]:
    """Influencers (ids, None for all) some hundreds at a time, and the days that are stale of them.

    Organic rows, and influencers with general payouts, of which all days are, come by themselves.
    """
    if stale == EVERYTHING:
        yield None, ALL_DAYS
        return
    days = (stale.first_day, stale.last_day)
    everyone = [None, *Influencer.objects.values_list("pk", flat=True)]
    ids = sorted(pk for pk in (everyone if stale.influencers is None else stale.influencers) if pk is not None)
    general = with_general_payouts(ids)
    for some, their_days in ((sorted(general), ALL_DAYS), ([pk for pk in ids if pk not in general], days)):
        for start in range(0, len(some), CHUNK):
            yield some[start : start + CHUNK], their_days
    if stale.influencers is None or None in stale.influencers:
        yield ORGANIC, days


def _changed(source: Grain) -> str:
    """The table that holds what changed in a grain: the rows that went, taken away, and those that came."""
    return f"changed_{source.table}"


def _differences(source: Grain) -> str:
    """The table that holds what changed in a grain added up: most rows that went come again."""
    return f"differences_{source.table}"


def _differing(source: Grain) -> str:
    key = ", ".join(source.key)
    return f"SELECT {key}, {SUMMED}, COUNT(*) AS times FROM {_changed(source)} GROUP BY {key} HAVING {SOMETHING}"


def _some_went(source: Grain) -> bool:
    """Whether a row of a daily grain went and none came in its place: else no row made of them can come to nothing."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_differences(source)} WHERE times = 1 AND ({LESS}) LIMIT 1")
        return cursor.fetchone() is not None


def _bring_days_in_step(influencers: Sequence[int] | None, days: Span, *, seen_anew: bool) -> None:
    """Ledger and daily grains of these influencers, or of all, on these days, and all that the same payouts name.

    First what was seen, `seen_anew` on the days that are stale; from it the lines; then what they add.
    """
    payouts, all_days = ([], days) if influencers == ORGANIC else payouts_on(influencers, days)
    with _taking_note(FINEST, influencers, all_days):
        was_seen = f"SELECT * FROM ({_seen_before()}) s WHERE {_where(influencers, all_days)}"
        elsewhere = f"{was_seen} AND NOT ({within('date', days)})"
        _fill(FINEST, f"{seen(influencers, days)} UNION ALL {elsewhere}" if seen_anew else was_seen)
        if influencers != ORGANIC:
            rebuild_lines(influencers, payouts, all_days)
            _add(FINEST, costs(connection.vendor, influencers, all_days))
    with _taking_note(DAILY_BRANDS, influencers, all_days):
        _fill(DAILY_BRANDS, f"SELECT * FROM {FINEST.table} WHERE {_where(influencers, all_days)}")


@contextmanager
def _taking_note(grain: Grain, influencers: Sequence[int] | None, days: Span) -> Iterator[None]:
    """Clear away the rows of a daily grain, and remember them and those that come in their place."""
    if influencers is None:  # nothing is left that could go, and what comes is all there is
        yield
        return
    columns, where = ", ".join((*grain.key, *MEASURES)), _where(influencers, days)
    taken = ", ".join((*grain.key, *(f"-{measure}" for measure in MEASURES)))
    _execute(
        f"INSERT INTO {_changed(grain)} ({columns}) SELECT {taken} FROM {grain.table} WHERE {where}",
        f"DELETE FROM {grain.table} WHERE {where}",
    )
    yield
    _execute(f"INSERT INTO {_changed(grain)} ({columns}) SELECT {columns} FROM {grain.table} WHERE {where}")


def _seen_before() -> str:
    """What posts and tracked rows added to the rows that went."""
    of_costs = {"payout", "paid", "payout_per_post", "paid_per_post"}
    sums = (f"0 AS {measure}" if measure in of_costs else f"-{measure} AS {measure}" for measure in MEASURES)
    return f"SELECT {', '.join((*FINEST.key, *sums))} FROM {_changed(FINEST)}"


def _fill(grain: Grain, rows: str) -> None:
    columns = ", ".join((*grain.key, *MEASURES))
    _execute(f"INSERT INTO {grain.table} ({columns}) {added_up(grain, rows, connection.vendor)}")


def _add(grain: Grain, rows: str) -> None:
    """Add rows of the source of a grain (or of its own kind, to the finest) to what it has."""
    key, sums = ", ".join(grain.key), ", ".join(f"{one} = {grain.table}.{one} + excluded.{one}" for one in MEASURES)
    made = added_up(grain, rows, connection.vendor)
    _execute(
        f"INSERT INTO {grain.table} ({key}, {', '.join(MEASURES)}) {made} ON CONFLICT ({key}) DO UPDATE SET {sums}"
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
