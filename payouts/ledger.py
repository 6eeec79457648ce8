"""Where a payout's cost falls: spread evenly over the units it pays for, to the paisa.

The units of a payout per post are the influencer's posts, those of a payout per order the orders tracked for it,
within the payout's campaign and days if it names any. Payouts that name a campaign or days claim their units first;
a general payout of the same influencer and basis covers the rest, or all of them if none remain. A payout with no
unit at all keeps one line: the campaign it names, that campaign's brand, and the last day it names.

One SQL text serves SQLite and Postgres; the tests hold it against a plain Python account of the same rule.
"""

from collections.abc import Sequence

from django.db import connection

from healthkart.analytics.sql import among, event_platform, name_order

# 1. `unit`: what was posted and ordered, n at a time. 2. `claim`: the units of payouts that name a campaign or days.
# 3. `rest`: the units that none of those claims. 4. `covered`: claims, and general payouts with the rest (or all).
# 5. `spread`: n units of a payout and how many stand before them, in an order that follows from the rows alone.
LINES = """
WITH unit AS (
    SELECT 'post' AS basis, p.influencer_id, p.date, p.campaign_id, p.product_id, p.platform,
           CAST(COUNT(*) AS bigint) AS n
    FROM influencers_post p
    WHERE {among_p}
    GROUP BY p.influencer_id, p.date, p.campaign_id, p.product_id, p.platform
    UNION ALL
    SELECT 'order', e.influencer_id, e.date, e.campaign_id, e.product_id, {event_platform},
           CAST(SUM(e.orders) AS bigint)
    FROM campaigns_trackingevent e JOIN influencers_influencer i ON i.id = e.influencer_id
    WHERE e.orders > 0 AND {among_e}
    GROUP BY e.influencer_id, e.date, e.campaign_id, e.product_id, {event_platform}
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
SELECT payout_id, date, campaign_id, product_id, platform, n AS units,
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
BASIS = f"UPDATE influencers_influencer SET basis = {OWN_BASIS} WHERE {{among_id}}"


def rebuild_lines(influencers: Sequence[int] | None = None) -> None:
    """Work out the payout lines and the basis of these influencers (ids), or of all, anew."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET.format(among_o=among("o.influencer_id", influencers)))
        cursor.execute(f"INSERT INTO payouts_payoutline ({COLUMNS}) {lines(influencers)}")
        cursor.execute(BASIS.format(among_id=among("id", influencers)))


def lines(influencers: Sequence[int] | None = None) -> str:
    """The SQL that works out the payout lines of these influencers (ids), or of all."""
    return LINES.format(
        among_p=among("p.influencer_id", influencers),
        among_e=among("e.influencer_id", influencers),
        among_o=among("o.influencer_id", influencers),
        event_platform=event_platform(),
        campaign_name=name_order("k.name"),
        brand_name=name_order("b.name"),
        product_name=name_order("d.name"),
        platform_name=name_order("c.platform"),
    )
