"""The groups that are written about, and the views that show them."""

from collections.abc import Collection

from django.urls import reverse

from healthkart.analytics.compared import present
from healthkart.analytics.folding import Key
from healthkart.analytics.scope import Scope
from healthkart.dashboard.addresses import address
from healthkart.dashboard.reading import Reading
from healthkart.dashboard.tables import narrowed_to
from healthkart.insights.insight import Group
from healthkart.names import name_of
from payouts.selectors import PERSONA

CAMPAIGNS, INFLUENCERS, PAYOUTS = "campaigns:overview", "influencers:insights", "payouts:analysis"


def view(page: str, scope: Scope, part: str = "") -> str:
    """The address of a page in this scope, or of a part of it: the id of a heading."""
    return address(page, scope) + (f"#{part}" if part else "")


def named_groups(reading: Reading, dimension: str, page: str) -> dict[Key, Group]:
    """The groups of a dimension by key, without what has no name; each leads to the page narrowed to it."""
    by_code, of_people = reading.labels.by_code, dimension == "influencer"
    return {
        row.key: Group(
            f"{by_code[name].name} #{name}" if of_people else name,
            row.sums,
            row.influencers or 0,
            reverse(page) + narrowed_to(reading.scope, **{dimension: name}),
        )
        for row in present(reading.groups(dimension))
        if (name := row.key[0]) is not None
    }


def personas_of(reading: Reading) -> dict[Key, Group]:
    """The personas by key; each leads to the page narrowed to it."""
    return {
        row.key: Group(
            " · ".join(map(name_of, row.key)),
            row.sums,
            row.influencers or 0,
            reverse(PAYOUTS) + narrowed_to(reading.scope, **dict(zip(PERSONA, row.key, strict=True))),
        )
        for row in present(reading.groups(*PERSONA))
    }


def influencers_of(reading: Reading, keys: Collection[Key], *dimensions: str) -> int:
    """How many influencers the groups of these keys rest on together."""
    if not keys:
        return 0
    by_influencer = reading.table.by(*dimensions, "influencer")
    return len({key[-1] for key, sums in by_influencer.items() if key[:-1] in keys and any(sums)})
