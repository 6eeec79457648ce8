"""Who speaks: the influencers, their followers, tastes and prices."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import gender_guesser.detector
import numpy as np
import pandas as pd
from faker.providers.person.en_IN import Provider as IndianNames
from numpy.typing import NDArray

from healthkart.simulation.arrays import Whole, categories
from healthkart.simulation.catalogue import BRANDS

PLATFORMS = ("Instagram", "YouTube", "Facebook", "Twitter")
PLATFORM_SHARES = (0.46, 0.27, 0.14, 0.13)
PLATFORM_PULL = np.array([1.0, 1.25, 0.75, 0.65])

# Likes and comments per person reached.
ENGAGEMENT = {
    "Fitness": 0.052,
    "Nutrition": 0.048,
    "Yoga": 0.056,
    "Beauty": 0.044,
    "Parenting": 0.050,
    "Food": 0.040,
    "Lifestyle": 0.035,
}
CATEGORY_SHARES = (0.26, 0.14, 0.10, 0.14, 0.12, 0.12, 0.12)
# How gladly a category (row) speaks of a brand (column, in the order of BRANDS).
TASTE = np.array(
    [
        [8.0, 1.0, 0.3, 2.0, 1.5, 1.0],
        [2.0, 4.0, 1.0, 4.0, 4.0, 3.0],
        [0.7, 3.0, 0.3, 4.0, 5.0, 2.0],
        [0.3, 8.0, 0.3, 4.0, 2.0, 1.0],
        [0.3, 2.0, 9.0, 1.5, 1.0, 2.0],
        [1.5, 1.0, 2.0, 1.0, 4.0, 5.0],
        [2.0, 3.0, 1.0, 3.0, 2.0, 3.0],
    ]
)

# Follower counts to draw from: from, up to (not reached), share. One band for each influencer type.
BANDS = (
    (1_000, 10_000, 0.24),
    (10_000, 50_000, 0.42),
    (50_000, 100_000, 0.17),
    (100_000, 500_000, 0.13),
    (500_000, 4_000_000, 0.04),
)

# gender-guesser's verdicts as genders; "andy" are names that women and men share.
GENDERS = {
    "male": "M",
    "mostly_male": "M",
    "female": "F",
    "mostly_female": "F",
    "andy": "Non-binary",
    "unknown": "",
}
NAME_SHARES = {
    ("usual", "F"): 0.44,
    ("usual", "M"): 0.34,
    ("fewer", "F"): 0.06,
    ("fewer", "M"): 0.09,
    ("fewer", "Non-binary"): 0.03,
    ("fewer", ""): 0.04,
}

POST, ORDER, MIXED, UNPAID = range(4)
# Of the influencers, those paid by the post and those paid by either in turns. Nobody is unpaid by chance.
PAID_BY_POST, PAID_BY_TURNS = 0.56, 0.04


@dataclass(frozen=True)
class People:
    """The influencers of one world as parallel arrays; ids count from 1, places from 0.

    `activity` is how often each speaks and `pull` how much one mention sells, both beside the others'.
    `taste` is how many of a thousand unprompted mentions are of each brand. `basis` is what each is paid for,
    `fee` what each asks for a post, in rupees.
    """

    name: NDArray[np.object_]
    gender: NDArray[np.object_]
    category: Whole
    platform: Whole
    followers: Whole
    engagement: NDArray[np.float64]
    activity: NDArray[np.float64]
    pull: NDArray[np.float64]
    taste: Whole
    basis: Whole
    fee: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.name)

    def table(self) -> pd.DataFrame:
        """The rows of influencers.csv."""
        return pd.DataFrame(
            {
                "id": np.arange(1, len(self) + 1, dtype=np.int32),
                "name": self.name,
                "category": categories(self.category, tuple(ENGAGEMENT)),
                "gender": self.gender,
                "follower_count": self.followers,
                "platform": categories(self.platform, PLATFORMS),
            }
        )


def meet(count: int, brands: int, rng: np.random.Generator) -> People:
    """`count` influencers."""
    if count < 1:
        raise ValueError(f"influencers must be at least 1, not {count}")
    names, genders, shares = first_names()
    first = rng.choice(len(names), count, p=shares)
    last = np.array(IndianNames.last_names, dtype=object)[rng.integers(0, len(IndianNames.last_names), count)]
    category = rng.choice(len(ENGAGEMENT), count, p=CATEGORY_SHARES)
    platform = rng.choice(len(PLATFORMS), count, p=PLATFORM_SHARES)
    followers = draw_followers(count, rng)
    persuasion = np.exp(rng.normal(0, 0.75, count))
    # Most keep to two or three brands: squaring the draws sets favourites apart.
    favourites = rng.exponential(1.0, (count, brands)) ** 2
    demand = np.array([brand.demand for brand in BRANDS[:brands]])
    taste = TASTE[category, :brands] * demand * favourites + 0.02
    return People(
        name=names[first] + " " + last,
        gender=genders[first],
        category=category,
        platform=platform,
        followers=followers,
        engagement=np.array(list(ENGAGEMENT.values()))[category],
        activity=np.exp(rng.normal(0, 0.55, count)),
        # Reach grows more slowly than followers, and sales with it.
        pull=followers**0.55 * persuasion * PLATFORM_PULL[platform],
        taste=np.rint(1000 * taste / taste.sum(axis=1, keepdims=True)).astype(np.int64) + 1,
        basis=draw_bases(count, rng),
        fee=np.asarray(12 * followers**0.62 * np.exp(rng.normal(0, 0.25, count)), dtype=np.float64),
    )


def draw_followers(count: int, rng: np.random.Generator) -> Whole:
    """Follower counts over all bands if there are enough people, small ones more frequent within each."""
    low, high, share = np.array(BANDS).T
    band = rng.choice(len(BANDS), count, p=share)
    if count >= len(BANDS):
        band[rng.permutation(count)[: len(BANDS)]] = np.arange(len(BANDS))
    drawn = low[band] * (high / low)[band] ** rng.random(count)
    return np.asarray(np.minimum(drawn, high[band] - 1).astype(np.int32))


def draw_bases(count: int, rng: np.random.Generator) -> Whole:
    """What each is paid for, in fixed shares."""
    basis = np.full(count, ORDER)
    basis[: round(PAID_BY_POST * count)] = POST
    basis[count - round(PAID_BY_TURNS * count) :] = MIXED
    return rng.permutation(basis)


@cache
def first_names() -> tuple[NDArray[Any], NDArray[Any], NDArray[np.float64]]:
    """Faker's Indian first names, each with its gender by gender-guesser's verdict, and its share.

    Usual are those that gender-guesser knows from India; those it knows from elsewhere are fewer, and both
    count only where Faker agrees. A few are anyone's (Non-binary) or not known to it (empty).
    """
    detector = gender_guesser.detector.Detector()
    borne_by = {"M": frozenset(IndianNames.first_names_male), "F": frozenset(IndianNames.first_names_female)}
    groups: dict[tuple[str, str], list[str]] = {group: [] for group in NAME_SHARES}
    for name in sorted(borne_by["M"] | borne_by["F"]):
        in_india, anywhere = (GENDERS[detector.get_gender(name, country)] for country in ("india", None))
        if in_india in borne_by:
            if name in borne_by[in_india]:
                groups["usual", in_india].append(name)
        elif anywhere not in borne_by or name in borne_by[anywhere]:
            groups["fewer", anywhere].append(name)
    rows = [
        (name, gender, NAME_SHARES[how, gender] / len(alike))
        for (how, gender), alike in groups.items()
        for name in alike
    ]
    names, genders, shares = zip(*rows, strict=True)
    return np.array(names, dtype=object), np.array(genders, dtype=object), np.array(shares) / sum(shares)
