"""What each page shows, as a business intelligence tool would ask for it: one grouped question per visual."""

from dataclasses import dataclass

from healthkart.analytics.scope import Scope

# Where each measure is counted. `influencers` counts different ones, and adds no table of its own.
TABLES = {
    "tracking": ("revenue", "orders"),
    "posts": ("posts", "reach", "likes", "comments"),
    "lines": ("payout",),
}


@dataclass(frozen=True, slots=True)
class Visual:
    """A card row, chart or table: its measures by some dimensions; `interval` stands for day, week or month.

    Where a campaign filter is lifted, the question is what ROAS is compared with.
    """

    measures: tuple[str, ...]
    by: tuple[str, ...] = ()
    lifts_campaigns: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that hold the measures."""
        return tuple(table for table, measures in TABLES.items() if set(measures) & set(self.measures))

    def scope(self, scope: Scope) -> Scope:
        """The filters that apply to it."""
        return scope.without("campaign") if self.lifts_campaigns else scope


MONEY = ("revenue", "payout")
SALES = ("revenue", "orders", "payout")
ENGAGEMENT = ("reach", "likes", "comments")
ALL = (*SALES, "posts", *ENGAGEMENT)
# Where ROAS is compared with that of the campaigns, the payout has to be known by campaign.
COMPARED = "campaign"
BASE = Visual(MONEY, (COMPARED,), lifts_campaigns=True)

VISUALS: dict[str, tuple[Visual, ...]] = {
    "Campaign Overview": (
        Visual((*SALES, "posts")),  # cards
        Visual(("revenue", "orders"), ("interval",)),  # trend
        Visual(MONEY, ("category", COMPARED)),  # ROAS by category
        Visual((*SALES, "influencers"), ("gender",)),  # gender distribution
        Visual((*ALL, "influencers"), ("campaign",)),  # campaigns
    ),
    "Influencer Insights": (
        Visual(("posts", *ENGAGEMENT, "payout", "influencers")),  # cards
        Visual(ALL, ("influencer",)),  # top influencers
        Visual((*SALES, "influencers"), ("category", "gender")),  # orders by gender and category
        Visual((*SALES, "influencers"), ("category", "gender")),  # ROAS by gender and category
        Visual(("revenue", "orders"), ("influencer",)),  # followers and revenue
        Visual((*ALL, "influencers"), ("platform",)),  # by platform
        Visual((*ALL, "influencers"), ("influencer_type",)),  # by type
        Visual(ENGAGEMENT, ("interval",)),  # engagement over time
    ),
    "ROI & Payout Analysis": (
        Visual(SALES),  # cards
        Visual(MONEY, ("campaign",)),  # incremental ROAS
        Visual(MONEY, ("category",)),  # ROI by category
        Visual((*MONEY, "influencers"), ("category",)),  # ROAS against payout
        Visual(("payout",), ("payout_basis", "status")),  # payouts by basis and status
        Visual((*MONEY, "influencers"), ("category", "gender", "platform", "influencer_type")),  # best personas
        Visual((*SALES, "posts"), ("influencer",)),  # poor performers
        Visual(ALL, ("influencer", COMPARED)),  # influencers with their scores
    ),
}


def visuals(page: str, scope: Scope) -> tuple[Visual, ...]:
    """What a page asks under these filters; where campaigns are named, what they are compared with too."""
    return (*VISUALS[page], BASE) if scope.campaign else VISUALS[page]
