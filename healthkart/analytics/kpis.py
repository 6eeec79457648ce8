"""What every number means: sums, and the KPIs made of them. Sum first, divide last. No Django here.

A KPI with nothing to divide by is unknown, which is None: never 0, never infinity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import fsum  # the same to the last digit in whatever order the database sends its rows
from typing import Literal, NamedTuple, TypeVar

Unit = Literal["rupees", "count", "ratio", "percent", "score", "change"]
Better = Literal["higher", "lower", "neither"]
Key = TypeVar("Key", bound=Hashable)
WHOLE = 1 << 64  # a rate in as many parts is a whole number, so that products with paise add up exactly


class Sums(NamedTuple):
    """What was added up over some rows. Revenue and payout are in whole paise, so they add up exactly."""

    revenue: int = 0
    orders: int = 0
    payout: int = 0
    posts: int = 0
    reach: int = 0
    likes: int = 0
    comments: int = 0

    @classmethod
    def total(cls, rows: Iterable[tuple[int, ...]]) -> Sums:
        """The sum of any number of rows of seven sums, all zero for none."""
        return cls(*map(sum, zip(*rows, strict=True)))


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI: its name in the API, its label, its unit, what it means and how it follows from sums.

    `value` gives paise for rupees (a sum exactly, an average as a float), and an unrounded fraction for ratio and
    percent. It is None where a number needs more than its own sums: the functions below make those. `better` says
    which way is good news by itself.
    """

    name: str
    label: str
    unit: Unit
    help: str
    formula: str
    value: Callable[[Sums], float | None] | None = None
    better: Better = "higher"


def ratio(part: float, whole: float) -> float | None:
    """Part over whole, an unrounded fraction; None where there is nothing to divide by."""
    return part / whole if whole else None


def difference(value: float | None, base: float | None) -> float | None:
    """Value less base; None where either is unknown."""
    return None if value is None or base is None else value - base


def relative_change(value: float | None, base: float | None) -> float | None:
    """By which fraction of its base a value differs; None where either is unknown, or the base is not above zero."""
    return None if value is None or base is None or base <= 0 else (value - base) / base


KPIS: tuple[Kpi, ...] = (
    Kpi(
        "revenue",
        "Revenue",
        "rupees",
        "Sales tracked for influencers. Organic sales are shown beside it, never in it.",
        "sum of revenue",
        lambda s: s.revenue,
    ),
    Kpi("orders", "Orders", "count", "Orders tracked for influencers.", "sum of orders", lambda s: s.orders),
    Kpi(
        "payout",
        "Payout",
        "rupees",
        "What the influencers cost, paid or owed, on the days of what it pays for.",
        "sum of payout lines",
        lambda s: s.payout,
        better="neither",
    ),
    Kpi(
        "roas",
        "ROAS",
        "ratio",
        "Return on ad spend: revenue per rupee paid out.",
        "revenue / payout",
        lambda s: ratio(s.revenue, s.payout),
    ),
    Kpi(
        "roi",
        "ROI",
        "percent",
        "Return on investment: what is left of the revenue after the payout, per rupee paid out.",
        "(revenue − payout) / payout",
        lambda s: ratio(s.revenue - s.payout, s.payout),
    ),
    Kpi(
        "incremental_roas",
        "Incremental ROAS",
        "ratio",
        "ROAS above or below its base: for a campaign the plain mean ROAS of the campaigns, for any other group what "
        "its payout would have returned at the ROAS of the campaigns it fell in. A compared period has a base of its "
        "own. A comparison, not proof of incrementality.",
        "ROAS − base ROAS",
    ),
    Kpi(
        "engagement_rate",
        "Engagement rate",
        "percent",
        "Likes and comments per person reached.",
        "(likes + comments) / reach",
        lambda s: ratio(s.likes + s.comments, s.reach),
    ),
    Kpi(
        "performance_score",
        "Performance score",
        "score",
        "0 to 100 among the influencers in scope: how they rank by ROAS, ROI, engagement rate and incremental ROAS. "
        "ROI ranks as ROAS does. A compared period has ranks of its own.",
        "weighted mean of the four percentile ranks",
    ),
    Kpi(
        "average_order_value",
        "Average order value",
        "rupees",
        "Revenue per order (AOV).",
        "revenue / orders",
        lambda s: ratio(s.revenue, s.orders),
    ),
    Kpi(
        "cost_per_order",
        "Cost per order",
        "rupees",
        "Payout per tracked order.",
        "payout / orders",
        lambda s: ratio(s.payout, s.orders),
        better="lower",
    ),
    Kpi(
        "cost_per_engagement",
        "Cost per engagement",
        "rupees",
        "Payout per like or comment.",
        "payout / (likes + comments)",
        lambda s: ratio(s.payout, s.likes + s.comments),
        better="lower",
    ),
    Kpi(
        "cost_per_mille",
        "Cost per mille",
        "rupees",
        "Payout per thousand people reached (CPM).",
        "1000 × payout / reach",
        lambda s: ratio(1000 * s.payout, s.reach),
        better="lower",
    ),
    Kpi("posts", "Posts", "count", "Posts seen.", "number of posts", lambda s: s.posts, better="neither"),
    Kpi("reach", "Reach", "count", "People reached, added up over posts.", "sum of reach", lambda s: s.reach),
    Kpi("likes", "Likes", "count", "Likes, added up over posts.", "sum of likes", lambda s: s.likes),
    Kpi("comments", "Comments", "count", "Comments, added up over posts.", "sum of comments", lambda s: s.comments),
)

KPI: Mapping[str, Kpi] = {kpi.name: kpi for kpi in KPIS}


def measure(name: str, sums: Sums) -> float | None:
    """The KPI of this name, made of these sums; KeyError if it needs more than sums."""
    value = KPI[name].value
    if value is None:
        raise KeyError(f"{name} cannot be made of sums alone")
    return value(sums)


def mean_roas(campaigns: Iterable[Sums]) -> float | None:
    """The average ROAS across campaigns as the seed document defines it: the plain mean of the known ones."""
    known = [roas for sums in campaigns if (roas := ratio(sums.revenue, sums.payout)) is not None]
    return ratio(fsum(known), len(known))


def expected_roas(
    payouts: Iterable[tuple[Key, str | None, int]],
    roas_by_campaign: Mapping[str | None, float],
    pooled: float | None,
) -> dict[Key, float | None]:
    """What the payout of each key would have returned per rupee at the ROAS of the campaigns it fell in.

    `payouts` are keys, campaigns and paise, in any order and portions: they add up exactly. What fell in no campaign
    (None), or in one whose ROAS is unknown, is expected to return the pooled ROAS.
    """
    rates = {campaign: int(roas * WHOLE) for campaign, roas in roas_by_campaign.items()}
    otherwise = None if pooled is None else int(pooled * WHOLE)
    paid: defaultdict[Key, int] = defaultdict(int)
    returned: defaultdict[Key, int] = defaultdict(int)
    unknown: dict[Key, None] = {}
    for key, campaign, payout in payouts:
        if not payout:
            continue
        if (rate := rates.get(campaign, otherwise)) is None:
            unknown[key] = None
        else:
            paid[key] += payout
            returned[key] += payout * rate
    return {key: ratio(returned[key], payout * WHOLE) for key, payout in paid.items()} | unknown


def percentile_ranks(values: Mapping[Key, float]) -> dict[Key, float]:
    """Where each value stands among all, 0 (lowest) to 100 (highest); ties share a rank; empty for fewer than two.

    The mean of the share of the others that are lower and the share that are not higher, in percent.
    """
    if len(values) < 2:
        return {}
    ordered = sorted(values.values())
    last = len(ordered) - 1
    not_higher = dict(zip(ordered, range(last + 1), strict=True))  # of ties the last place stays
    lower = dict(zip(reversed(ordered), range(last, -1, -1), strict=True))  # and the first
    return {key: 50 * (lower[value] + not_higher[value]) / last for key, value in values.items()}


def performance_scores(
    measures: Mapping[str, Mapping[Key, float | None]], weights: Mapping[str, float]
) -> dict[Key, float]:
    """The weighted mean of each key's percentile ranks, 0 to 100, by measure and key.

    Unknown parts drop out and the rest are weighed anew; a key of which nothing is known has no score.
    """
    scores: dict[Key, float] = {}
    weighed: dict[Key, float] = {}
    for name, by_key in measures.items():
        weight = weights[name]
        for key, rank in percentile_ranks({key: value for key, value in by_key.items() if value is not None}).items():
            scores[key] = scores.get(key, 0) + weight * rank
            weighed[key] = weighed.get(key, 0) + weight
    return {key: score / weighed[key] for key, score in scores.items() if weighed[key]}
