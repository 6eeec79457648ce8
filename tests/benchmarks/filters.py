"""Eleven sets of filters, each with the names that most tracked rows have: they hide the least."""

from collections.abc import Callable
from datetime import date
from typing import Any

from healthkart.analytics.scope import Scope


def period(first: str, last: str) -> dict[str, Any]:
    """Two days (inclusive) as filters."""
    return {"date_from": date.fromisoformat(first), "date_to": date.fromisoformat(last)}


# Days of the three years to 31 October 2026. Ragged ones neither begin nor end with a month.
QUARTER = period("2026-04-12", "2026-07-14")
YEAR = period("2025-09-17", "2026-09-16")
THIRTY_DAYS = period("2026-09-10", "2026-10-09")
SEVENTEEN_MONTHS = period("2025-03-12", "2026-08-09")
SIXTY_FIVE_DAYS = period("2026-05-20", "2026-07-23")

NONE = "no filter"


def filter_sets(most: Callable[..., list[tuple[Any, ...]]]) -> dict[str, Scope]:
    """The sets by what they narrow; `most(*dimensions, number=1)` gives the names that most rows have together."""
    (brand, platform), *_ = most("brand", "platform")
    (campaign, category, influencer_type), *_ = most("campaign", "category", "influencer_type")
    (large_category,), *_ = most("category")
    products = tuple(name for (name,) in most("product", number=2))
    types = tuple(name for (name,) in most("influencer_type", number=2))
    branded = Scope(brand=(brand,), platform=(platform,))
    typed = Scope(platform=(platform,), influencer_type=types)
    return {
        NONE: Scope(),
        "brand, platform, ragged quarter": branded.but(**QUARTER),
        "campaign, category, type": Scope(
            campaign=(campaign,), category=(category,), influencer_type=(influencer_type,)
        ),
        "product, 30 days": Scope(product=products[:1], **THIRTY_DAYS),
        "ragged 365 days": Scope(**YEAR),
        "platform, two types": typed,
        "brand, platform, 365 days": branded.but(**YEAR),
        "product, platform, two types, 365 days": typed.but(product=products[:1], **YEAR),
        "category, ragged 17 months": Scope(category=(large_category,), **SEVENTEEN_MONTHS),
        "two products": Scope(product=products),
        "ragged 65 days": Scope(**SIXTY_FIVE_DAYS),
    }
