"""The made-up world of seed_data: HealthKart's brands, Indian influencers, what they said, sold and cost.

Pure and seeded: the same arguments give the same files, byte for byte, on any machine. No Django.
Read it in this order:

    catalogue   what is sold, in what baskets, for how much
    seasons     when: months, growth, the rhythm of the week, festivals
    campaigns   which brand pushes what in which month
    people      the influencers
    rosters     whom each campaign books
    mentions    who speaks of what, and when
    captions    what they write
    posts       the mentions on record
    sales       what follows from mentions, and what comes without any
    payouts     what the influencers are paid
    stories     what a reader should be able to find in all this
    files       tables to CSV
    world       all of it together
"""

from healthkart.simulation.sales import ORGANIC
from healthkart.simulation.stories import Stories
from healthkart.simulation.world import World, simulate

__all__ = ["ORGANIC", "Stories", "World", "simulate"]
