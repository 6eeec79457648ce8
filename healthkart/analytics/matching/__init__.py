"""What the raw rows do not say but let us know: a row's brand, a campaign's brand and days, a post's product.

Everything here follows from the raw rows and the catalogue of brands alone, so it can be worked out anew at any time,
and the order in which files arrived does not matter. What a file states or a person has confirmed is never touched.
"""

from healthkart.analytics.matching.brands import catalogue, forget_unbranded, match_brands
from healthkart.analytics.matching.campaigns import match_campaigns
from healthkart.analytics.matching.posts import match_posts

__all__ = ["catalogue", "rematch"]


def rematch() -> set[int | None]:
    """Bring all that is worked out here in step with the raw rows, inside the transaction that changed them.

    Returns the influencers (ids; None for organic rows) whose ledger or results may have to change with it.
    """
    brands = catalogue()
    moved = match_brands(brands)
    moved |= match_campaigns(brands)
    moved |= match_posts(brands)
    forget_unbranded()
    return moved
