"""What the data are too thin to tell: small groups, and cost that falls on no day, campaign or platform. No Django."""

from collections.abc import Sequence

from healthkart.analytics.kpis import ratio
from healthkart.analytics.numbers import grouped, rupees, show
from healthkart.analytics.scope import Dimension
from healthkart.insights.insight import Group, Insight, counted, listed
from healthkart.names import UNKNOWN_NAME

PLACES = {
    "day": "its payout has no post or order to take a day from, and names none",
    "campaign": "its posts or orders are of none, or there are none and it names none",
    "platform": "there is no post or order to take one from",
}


def too_small(groups: Sequence[Group], dimension: Dimension, influencers: int, link: str) -> Insight | None:
    """How many groups rest on fewer than three influencers; None where none does.

    `influencers` are those of all these groups together.
    """
    small = sorted(group.name for group in groups if group.is_small)
    if not small:
        return None
    verb, are = ("rests", "is") if len(small) == 1 else ("rest", "are")
    return Insight(
        f"too-small-{dimension.name}",
        f"{grouped(len(small))} of {counted(len(groups), dimension)} {verb} on fewer than three influencers and {are} "
        f"too small to judge: {listed(small)}.",
        len(small),
        "count",
        influencers,
        link,
    )


def unplaced(place: str, paise: int, whole: int, influencers: int, link: str) -> Insight | None:
    """How much of the payout (paise) falls on no day, in no campaign or on no platform; None where all of it does."""
    if not paise:
        return None
    left_out = "days leaves it out" if place == "day" else f"{place}s leaves it out, unless it asks for {UNKNOWN_NAME}"
    return Insight(
        f"no-{place}",
        f"{rupees(paise)} of {rupees(whole)} of payout, {show(ratio(paise, whole), 'percent')}, has no {place}: "
        f"{PLACES[place]}. A filter on {left_out}.",
        paise,
        "rupees",
        influencers,
        link,
    )
