"""Which campaigns run: brand, month and name, as `MuscleBlaze_Independence_Sale_Aug_2026`."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from healthkart.simulation.arrays import Whole
from healthkart.simulation.catalogue import Catalogue
from healthkart.simulation.seasons import Span, festivals

# Not strftime, which follows the language of the machine.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
AT_ONCE = 2
# What the campaigns of the stories bring in for each rupee that posts in them cost, beside the others.
PAYS, LOSES = 3.5, 0.08
# How many rows the two posts of the tiny one lead to.
TINY_EVENTS = (1, 2)


@dataclass(frozen=True)
class Campaigns:
    """The campaigns of one world as parallel arrays, in order of their months.

    `strength` is how well each sells (1 is usual), `alone` whether it is its brand's only one in its month.
    For each month and brand `running` holds the places of the campaigns to join (one that runs alone twice,
    -1 where there is none). `paying`, `losing` and `tiny` are places too.
    """

    names: tuple[str, ...]
    brand: Whole
    month: Whole
    strength: NDArray[np.float64]
    alone: NDArray[np.bool_]
    running: Whole
    paying: int | None = None
    losing: int | None = None
    tiny: int | None = None


def plan(
    span: Span,
    catalogue: Catalogue,
    count: int,
    with_stories: bool,
    rng: np.random.Generator,
) -> Campaigns:
    """`count` campaigns spread evenly over the months, the brands taking turns."""
    brands = len(catalogue.brands)
    most = AT_ONCE * span.months * brands
    if not 0 <= count <= most:
        raise ValueError(f"{brands} brands in {span.months} months have 0 to {most} campaigns, not {count}")
    turn = np.arange(count)
    brand = turn % brands
    month = (2 * turn + 1) * span.months // (2 * max(count, 1))
    running = np.full((span.months, brands, AT_ONCE), -1)
    names = []
    for place in range(count):
        slots = running[month[place], brand[place]]
        second = bool(slots[0] >= 0)
        slots[int(second) :] = place
        names.append(name_of(span, catalogue, int(month[place]), int(brand[place]), second))
    strength = np.exp(rng.normal(0, 0.25, count))
    slots = running[month, brand]
    alone = slots[:, 0] == slots[:, 1]
    if not with_stories:
        return Campaigns(tuple(names), brand, month, strength, alone, running)

    paying, losing, tiny = count // 2, count // 4, count // 8
    # What the tiny one sells is not left to chance.
    strength[tiny] = 0
    # The tiny one books nobody: two posts are made to be of it.
    running[running == tiny] = -1
    return Campaigns(tuple(names), brand, month, strength, alone, running, paying, losing, tiny)


def name_of(span: Span, catalogue: Catalogue, month: int, brand: int, second: bool) -> str:
    """A campaign's name: its brand, a festival of the month or a push of the brand, the month."""
    first = span.first_of_month(month)
    occasions = [festival.name for festival, day in festivals(first.year) if day.month == first.month]
    pushes = catalogue.brands[brand].pushes
    choice = brand if occasions else brand + month
    choices = (*occasions, *pushes)
    middle = choices[(choice + second) % len(choices)]
    return f"{catalogue.brands[brand].name}_{middle}_{MONTHS[first.month - 1]}_{first.year}"
