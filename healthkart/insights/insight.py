"""What a sentence of the page is, what it is about, and the words that sentences share. No Django here."""

from collections.abc import Sequence
from dataclasses import dataclass

from healthkart.analytics.kpis import Sums, Unit
from healthkart.analytics.numbers import grouped, number_of, short_rupees, show, signed
from healthkart.analytics.scope import Dimension
from healthkart.dashboard.figures import TOO_FEW

FEW = "Fewer than three influencers: too few to judge."
NAMED = 3  # names that a sentence lists before it counts the rest


@dataclass(frozen=True, slots=True)
class Insight:
    """A sentence, its number (paise, fraction or count), how many influencers it rests on, the view that shows it."""

    kind: str
    sentence: str
    value: float | None
    unit: Unit
    influencers: int
    link: str = ""
    is_change: bool = False

    @property
    def shown(self) -> str:
        """The number by itself: rupees in lakh and crore, the rest as in tables; a change with its sign."""
        if self.value is None or self.unit != "rupees":
            return show(self.value, self.unit)
        return signed(short_rupees(self.value), self.value) if self.is_change else short_rupees(self.value)

    @property
    def rests_on(self) -> str:
        return number_of(self.influencers, "influencer")


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences about one thing, and what is to be known of all of them; without any, the note says why."""

    name: str
    title: str
    insights: tuple[Insight, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Something to write about, such as a campaign: its sums (money in paise), and the view that shows it."""

    name: str
    sums: Sums
    influencers: int
    link: str = ""

    @property
    def is_small(self) -> bool:
        return self.influencers < TOO_FEW

    @property
    def left(self) -> int:
        """What is left of the revenue after the payout (paise), below zero where it cost more."""
        return self.sums.revenue - self.sums.payout


def counted(number: int, dimension: Dimension) -> str:
    """So many of something: 1 campaign, 3 campaigns."""
    return f"{grouped(number)} {dimension.label.lower() if number == 1 else dimension.plural}"


def listed(names: Sequence[str], most: int = NAMED) -> str:
    """Names as a list in a sentence; beyond so many the rest are counted."""
    shown = list(names[:most])
    if rest := len(names) - len(shown):
        shown.append(f"{grouped(rest)} more")
    *others, last = shown
    return f"{', '.join(others)} and {last}" if others else last
