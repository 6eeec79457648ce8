"""Raw rows -> ledger -> results. The one place where events, posts and payouts meet.

Whoever changes a raw row calls `update` in the same transaction; results then follow from the raw rows alone.
"""

from collections.abc import Collection, Sequence

from django.db import connection

from campaigns.models import Brand, Campaign, Product
from healthkart.analytics.models import DataVersion
from healthkart.analytics.sql import among, event_platform
from healthkart.analytics.transactions import changing
from payouts.ledger import rebuild_lines

# What each kind of raw row adds to the measures of its day, influencer, campaign, product and platform.
RAW = """
    SELECT e.date, e.influencer_id, e.campaign_id, e.product_id,
           CASE WHEN e.influencer_id IS NULL THEN '' ELSE {event_platform} END AS platform,
           e.revenue, e.orders, 0 AS payout, 0 AS posts, 0 AS reach, 0 AS likes, 0 AS comments
    FROM campaigns_trackingevent e LEFT JOIN influencers_influencer i ON i.id = e.influencer_id
    WHERE {among_e}
    UNION ALL
    SELECT p.date, p.influencer_id, p.campaign_id, p.product_id, p.platform,
           0, 0, 0, 1, p.reach, p.likes, p.comments
    FROM influencers_post p
    WHERE {among_p}
    UNION ALL
    SELECT l.date, o.influencer_id, l.campaign_id, l.product_id, l.platform,
           0, 0, l.amount, 0, 0, 0, 0
    FROM payouts_payoutline l JOIN payouts_payout o ON o.id = l.payout_id
    WHERE {among_o}
"""
PARTS = "date, influencer_id, campaign_id, product_id, platform"
MEASURES = "revenue, orders, payout, posts, reach, likes, comments"
SUMMED = ", ".join(f"CAST(SUM({measure}) AS bigint) AS {measure}" for measure in MEASURES.split(", "))
GROUPED = f"SELECT {PARTS}, {SUMMED} FROM ({RAW}) AS raw GROUP BY {PARTS}"

CHUNK = 1000  # influencers to a statement


def update(influencers: Collection[int | None] | None = None) -> None:
    """Bring ledger and results in step with the raw rows, and move the data version, in the caller's transaction.

    `influencers` are the ids whose rows changed, None among them for organic rows; all of them if left out.
    """
    with changing():
        _brands_of_paid_campaigns()
        if influencers is None:
            rebuild_lines()
            _rebuild(None)
        else:
            ids = sorted(influencer for influencer in influencers if influencer is not None)
            for start in range(0, len(ids), CHUNK):
                chunk = ids[start : start + CHUNK]
                rebuild_lines(chunk)
                _rebuild(chunk)
            if None in influencers:
                _rebuild_organic()
        DataVersion.advance()


def _words(influencers: Sequence[int] | None) -> dict[str, str]:
    return {
        "event_platform": event_platform(),
        "among_e": among("e.influencer_id", influencers),
        "among_p": among("p.influencer_id", influencers),
        "among_o": among("o.influencer_id", influencers),
    }


def grouped_raw_rows() -> str:
    """The SQL that works out every result."""
    return GROUPED.format(**_words(None))


def _rebuild(influencers: Sequence[int] | None) -> None:
    _replace(among("influencer_id", influencers), _words(influencers))


def _rebuild_organic() -> None:
    _replace("influencer_id IS NULL", _words([]) | {"among_e": "e.influencer_id IS NULL"})


def _replace(condition: str, words: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM analytics_result WHERE {condition}")
        cursor.execute(f"INSERT INTO analytics_result ({PARTS}, {MEASURES}) {GROUPED.format(**words)}")


def _brands_of_paid_campaigns() -> None:
    """A payout without units keeps the brand of the campaign it names: that brand's unspecified product must exist."""
    paid = Campaign.objects.filter(payouts__isnull=False, brand__isnull=False)
    missing = Brand.objects.filter(campaigns__in=paid).exclude(products__name="").distinct()
    Product.objects.bulk_create([Product(brand=brand, name="") for brand in missing], ignore_conflicts=True)
