"""What the raw rows do not say but let us know: a row's brand, a campaign's brand and days, a post's product.

Everything here follows from the raw rows and the catalogue of brands alone, so it can be worked out anew at any time,
and the order in which files arrived does not matter. What a file states or a person has confirmed is never touched.
"""

from typing import NamedTuple

from healthkart.analytics.matching.brands import brands_elsewhere, catalogue, forget_unbranded, match_brands
from healthkart.analytics.matching.campaigns import Span, match_campaigns
from healthkart.analytics.matching.posts import known_products, match_posts
from healthkart.analytics.matching.words import Words
from healthkart.analytics.stale import EVERYTHING, Stale

__all__ = ["Matched", "Words", "brands_elsewhere", "catalogue", "match", "rematch", "words"]


class Matched(NamedTuple):
    """What has to be worked out anew because rows were matched otherwise: tracked rows, and all else."""

    events: Stale
    others: Stale


def words() -> Words:
    """The words that matching goes by, to be asked for before raw rows change."""
    return Words(tuple(catalogue()), known_products())


def rematch() -> Stale:
    """Bring all that is worked out here in step with the raw rows, inside the transaction that changed them.

    Returns what has to be worked out anew because rows moved.
    """
    matched = match()
    return matched.events | matched.others


def match(before: Words | None = None, changed: Stale = EVERYTHING) -> Matched:
    """As `rematch`, of the tracked rows and posts that may have changed since `before`.

    Where the words are the same as then, the others are left alone: they match what they did.
    """
    brands = catalogue()
    events = match_brands(brands, anew=before is None or list(before.brands) != brands)
    affected, spans = match_campaigns(brands)
    days = _days(changed | events)
    everything = before is None or before != words() or days is None
    posts = match_posts(brands) if everything or days is None else match_posts(brands, [*spans, *days])
    forget_unbranded()
    return Matched(events, affected | posts)


def _days(changed: Stale) -> list[Span] | None:
    """The span of days that changed, if any; None for all days."""
    if not changed:
        return []
    return [(changed.first_day, changed.last_day)] if changed.first_day and changed.last_day else None
