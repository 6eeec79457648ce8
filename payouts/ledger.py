"""Where a payout's cost falls: spread evenly over the units it pays for, to the paisa.

The units of a payout per post are the influencer's posts, those of a payout per order the orders tracked for it,
within the payout's campaign and days if it names any. Payouts that name a campaign or days claim their units first;
a general payout of the same influencer and basis covers the rest, or all of them if none remain. A payout with no
unit at all keeps one line: the campaign it names, that campaign's brand, and the last day it names.

One SQL text serves SQLite and Postgres; the tests hold it against a plain Python account of the same rule.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from healthkart.analytics.models import DailyResult
from healthkart.analytics.sql import Span, among, name_order, within
from healthkart.analytics.stale import ALL_KNOWN, Stale
from payouts.models import Payout

# 1. `unit`: what was posted and ordered, n at a time, as the daily results have it (0 is not known). 2. `claim`: the
# units of payouts that name a campaign or days. 3. `rest`: the units that none of those claims. 4. `covered`: claims,
# and general payouts with the rest (or all). 5. `spread`: n units of a payout and how many stand before them, in an
# order that follows from the rows alone.
LINES = """
WITH unit AS (
    SELECT 'post' AS basis, r.influencer_id, r.date, r.campaign_id, r.product_id, r.platform, r.posts AS n
    FROM {results} r WHERE r.posts > 0 AND {among_r}
    UNION ALL
    SELECT 'order', r.influencer_id, r.date, r.campaign_id, r.product_id, r.platform, r.orders
    FROM {results} r WHERE r.orders > 0 AND r.influencer_id > 0 AND {among_r}
),
payout AS (
    SELECT o.*, o.campaign_id IS NULL AND o.first_day IS NULL AND o.last_day IS NULL AS is_general
    FROM payouts_payout o WHERE {among_o}
),
claim AS (
    SELECT o.id AS payout_id, o.total, u.*
    FROM payout o JOIN unit u ON u.influencer_id = o.influencer_id AND u.basis = o.basis
         AND (o.campaign_id IS NULL OR u.campaign_id = o.campaign_id)
         AND (o.first_day IS NULL OR u.date >= o.first_day)
         AND (o.last_day IS NULL OR u.date <= o.last_day)
    WHERE NOT o.is_general
),
rest AS (
    SELECT u.* FROM unit u
    WHERE NOT EXISTS (
        SELECT 1 FROM payout o
        WHERE NOT o.is_general AND o.influencer_id = u.influencer_id AND o.basis = u.basis
          AND (o.campaign_id IS NULL OR u.campaign_id = o.campaign_id)
          AND (o.first_day IS NULL OR u.date >= o.first_day)
          AND (o.last_day IS NULL OR u.date <= o.last_day))
),
covered AS (
    SELECT * FROM claim
    UNION ALL
    SELECT o.id, o.total, u.*
    FROM payout o JOIN rest u ON u.influencer_id = o.influencer_id AND u.basis = o.basis
    WHERE o.is_general
    UNION ALL
    SELECT o.id, o.total, u.*
    FROM payout o JOIN unit u ON u.influencer_id = o.influencer_id AND u.basis = o.basis
    WHERE o.is_general
      AND NOT EXISTS (SELECT 1 FROM rest r WHERE r.influencer_id = o.influencer_id AND r.basis = o.basis)
),
spread AS (
    SELECT c.payout_id, c.date, c.campaign_id, c.product_id, c.platform, c.n, c.total,
           CAST(SUM(c.n) OVER (PARTITION BY c.payout_id) AS bigint) AS counted,
           CAST(SUM(c.n) OVER (
               PARTITION BY c.payout_id
               ORDER BY c.date, {campaign_name}, {brand_name}, {product_name}, {platform_name}
               ROWS UNBOUNDED PRECEDING
           ) AS bigint) - c.n AS ahead
    FROM covered c
    LEFT JOIN campaigns_campaign k ON k.id = c.campaign_id
    LEFT JOIN campaigns_product d ON d.id = c.product_id
    LEFT JOIN campaigns_brand b ON b.id = d.brand_id
)
SELECT payout_id, date, NULLIF(campaign_id, 0) AS campaign_id, NULLIF(product_id, 0) AS product_id, platform,
       n AS units,
       n * (total / counted)
       + CASE WHEN ahead >= total % counted THEN 0
              WHEN ahead + n <= total % counted THEN n
              ELSE total % counted - ahead END AS amount
FROM spread
UNION ALL
SELECT o.id, o.last_day, o.campaign_id, d.id, '', 0, o.total
FROM payout o
LEFT JOIN campaigns_campaign k ON k.id = o.campaign_id
LEFT JOIN campaigns_product d ON d.brand_id = k.brand_id AND d.name = ''
WHERE o.id NOT IN (SELECT payout_id FROM covered)
"""

COLUMNS = "payout_id, date, campaign_id, product_id, platform, units, amount"
FORGET = "DELETE FROM payouts_payoutline WHERE payout_id IN (SELECT o.id FROM payouts_payout o WHERE {among_o})"

# DESIGN: the basis of an influencer is that of its payouts, `mixed` if they differ, none without one.
OWN_BASIS = """COALESCE((
    SELECT CASE WHEN MIN(o.basis) < MAX(o.basis) THEN 'mixed' ELSE MIN(o.basis) END
    FROM payouts_payout o WHERE o.influencer_id = influencers_influencer.id), '')"""
BASIS = f"UPDATE influencers_influencer SET basis = {OWN_BASIS} WHERE {{among_id}} AND basis <> {OWN_BASIS}"

ALL_DAYS: Span = (None, None)
OF_ORDERS = frozenset((Payout.Basis.ORDER.value,))  # the payouts whose lines tracked rows can change


def rebuild_lines(
    influencers: Sequence[int] | None = None, payouts: Sequence[int] | None = None, days: Span = ALL_DAYS
) -> None:
    """Work out anew the lines of these payouts (ids) of these influencers (ids), or of all, and their basis.

    From the daily results, in which posts and orders must be as they are now. `days` are all that the payouts name.
    """
    among_o = among("o.influencer_id", influencers) + " AND " + among("o.id", payouts)
    with connection.cursor() as cursor:
        cursor.execute(FORGET.format(among_o=among_o))
        cursor.execute(f"INSERT INTO payouts_payoutline ({COLUMNS}) {lines(among_o, influencers, days)}")
        cursor.execute(BASIS.format(among_id=among("id", influencers)))


def stale_lines(payouts: Iterable[Payout]) -> Stale:
    """Whose lines, on which days, a change of these payouts may change; all days where one names none."""
    known = [(payout.influencer_id, payout.first_day, payout.last_day) for payout in payouts]
    days = [day for _, *first_and_last in known for day in first_and_last]
    named = [day for day in days if day] if None not in days else ()
    return Stale.of((influencer for influencer, *_ in known), named, known=ALL_KNOWN)


def with_general_payouts(influencers: Sequence[int], bases: Collection[str] | None = None) -> set[int]:
    """Those of these influencers (ids) with a payout of no campaign and no days: any unit may change its lines."""
    general = _of_bases(bases).filter(campaign=None, first_day=None, last_day=None, influencer__in=influencers)
    return set(general.values_list("influencer", flat=True))


def payouts_on(
    influencers: Sequence[int] | None, days: Span, bases: Collection[str] | None = None
) -> tuple[list[int] | None, Span]:
    """The payouts (ids, None for all) whose lines a change on these days may change, and all days that they name.

    Of units of these bases, all if left out. Unless it is all days, none of these influencers may have a general payout
    of them.
    """
    if days == ALL_DAYS:
        return None, days
    first, last = days
    named = _of_bases(bases).filter(
        Q(first_day=None) | Q(first_day__lte=last or date.max), Q(last_day=None) | Q(last_day__gte=first or date.min)
    )
    if influencers is not None:
        named = named.filter(influencer__in=influencers)
    payouts = list(named.values_list("pk", "first_day", "last_day"))
    firsts, lasts = [first, *(day for _, day, _ in payouts)], [last, *(day for *_, day in payouts)]
    widened = (None if None in firsts else min(firsts), None if None in lasts else max(lasts))  # type: ignore[type-var]
    return [pk for pk, *_ in payouts], widened


def _of_bases(bases: Collection[str] | None) -> "QuerySet[Payout]":
    return Payout.objects.all() if bases is None else Payout.objects.filter(basis__in=bases)


def lines(
    among_o: str,
    influencers: Sequence[int] | None = None,
    days: Span = ALL_DAYS,
    *,
    results: str = DailyResult._meta.db_table,
    vendor: str = "",
) -> str:
    """The SQL that works out the lines of some payouts, from the units of these influencers on these days.

    `results` is where the daily results stand. It is for the database in use, unless another `vendor` is named.
    """
    vendor = vendor or connection.vendor
    return LINES.format(
        results=results,
        among_r=f"{among('r.influencer_id', influencers)} AND {within('r.date', days)}",
        among_o=among_o,
        campaign_name=name_order("k.name", vendor),
        brand_name=name_order("b.name", vendor),
        product_name=name_order("d.name", vendor),
        platform_name=name_order("c.platform", vendor),
    )
