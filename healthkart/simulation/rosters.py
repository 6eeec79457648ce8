"""Whom the campaigns book: a part of the influencers, rather those who like the brand than others."""

import numpy as np

from healthkart.simulation.arrays import Whole
from healthkart.simulation.campaigns import AT_ONCE, Campaigns
from healthkart.simulation.catalogue import Catalogue
from healthkart.simulation.people import People

# A campaign books so many influencers, and of all there are a share between these, greater for a brand in
# demand: enough to be told from chance in a small world, far from everyone in a large one.
FEWEST, SHARES = 40, (0.12, 0.28)


def book(catalogue: Catalogue, campaigns: Campaigns, people: People, rng: np.random.Generator) -> Whole:
    """For each influencer, month and brand the campaign for which the influencer is booked, -1 for none."""
    months, brands, _ = campaigns.running.shape
    booked = np.full((len(people), months, brands), -1, dtype=np.int16)
    demand = np.array([brand.demand for brand in catalogue.brands])[campaigns.brand]
    shares = rng.uniform(*SHARES, len(campaigns.names)) * demand
    sizes = FEWEST + np.rint(shares * len(people)).astype(np.int64)
    choice = np.arange(len(people)) % AT_ONCE
    for place, (month, brand, size) in enumerate(zip(campaigns.month, campaigns.brand, sizes, strict=True)):
        # Where a brand runs two campaigns at once, an influencer is asked for one of them.
        asked = np.flatnonzero(campaigns.running[month, brand, choice] == place)
        if size < len(asked):
            taste = people.taste[asked, brand]
            asked = rng.choice(asked, size, replace=False, p=taste / taste.sum())
        booked[asked, month, brand] = place
    return booked
