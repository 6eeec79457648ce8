"""The stories a world holds: what a reader of the dashboard should be able to find."""

from dataclasses import dataclass, replace

import numpy as np

from healthkart.simulation.mentions import Mentions
from healthkart.simulation.people import POST, UNPAID, People

# About how many followers those have who are paid and sell nothing, and who sell and are paid nothing.
SILENT_FOLLOWERS, FAN_FOLLOWERS = 150_000, 20_000


@dataclass(frozen=True)
class Stories:
    """Where the stories are; None where the world is too small to hold one.

    Campaigns go by their names, influencers by their ids, the payout by its reference. Organic sales, the
    seventh story, are the rows whose source is `sales.ORGANIC`.

    paying_campaign: clearly pays, well above the return of the others, and rests on many influencers.
    losing_campaign: clearly does not pay, it returns less than it costs.
    tiny_campaign: too small to tell, two influencers and three tracked rows.
    paid_without_sales: an influencer who is paid and sells nothing.
    unpaid_seller: an influencer who sells and is paid nothing.
    unreconciled_payout: its units are not those tracked, and its total is not rate times units.
    """

    paying_campaign: str | None = None
    losing_campaign: str | None = None
    tiny_campaign: str | None = None
    paid_without_sales: int | None = None
    unpaid_seller: int | None = None
    unreconciled_payout: str | None = None


def room_among_people(influencers: int, events: int, posts: int) -> bool:
    """Whether there are so many that two influencers can have a part without being most of the world."""
    return influencers >= 10 and events >= 500 and posts >= 100


def room_among_campaigns(
    influencers: int,
    events: int,
    posts: int,
    months: int,
    campaigns: int,
    brands: int,
) -> bool:
    """Whether three campaigns can be told from the others, and one that pays from one that was lucky."""
    enough = influencers >= 100 and events >= 400 * campaigns and posts >= 60 * campaigns
    # Of two campaigns of a brand in one month, a post without sales could be of either.
    return enough and brands >= 2 and 4 <= campaigns <= months * brands


def cast(people: People, mentions: Mentions) -> tuple[People, int, int]:
    """The influencers with two of them cast: the ids of one paid without sales and of an unpaid seller.

    Both post more than most, and neither has a part in the tiny campaign.
    """
    posts = np.bincount(mentions.influencer[mentions.recorded], minlength=len(people))
    posts[mentions.influencer[list(mentions.tiny)]] = 0
    # Stable: the order of equals must not depend on the machine.
    busiest = np.argsort(-posts, kind="stable")[: max(len(people) // 3, 2)]
    followers = people.followers[busiest]
    silent = int(busiest[np.abs(followers - SILENT_FOLLOWERS).argmin()])
    others = busiest[busiest != silent]
    fan = int(others[np.abs(people.followers[others] - FAN_FOLLOWERS).argmin()])
    pull, basis = people.pull.copy(), people.basis.copy()
    # At least as well as the average, so that it shows.
    pull[silent], pull[fan] = 0, max(pull[fan], pull.mean())
    basis[silent], basis[fan] = POST, UNPAID
    return replace(people, pull=pull, basis=basis), silent + 1, fan + 1
