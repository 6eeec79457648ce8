"""What earned most, which persona returns most, and what brought in less than it cost. No Django here."""

from collections.abc import Iterable, Sequence

from healthkart.analytics.kpis import Sums, measure, ratio
from healthkart.analytics.numbers import grouped, rupees, rupees_and_paise, show
from healthkart.analytics.scope import Dimension
from healthkart.dashboard.figures import TOO_FEW
from healthkart.insights.insight import FEW, Group, Insight, counted, listed

WORST = 3  # groups named one by one


def most_revenue(groups: Sequence[Group], total: Sums, dimension: Dimension, link: str) -> Insight | None:
    """Which of several groups earned most; None where there is nothing to compare or no revenue.

    It leads to the group, and of several that earned alike to `link`, the view that shows them all.
    """
    highest = max((group.sums.revenue for group in groups), default=0)
    if len(groups) < 2 or not highest:
        return None
    leaders = [group for group in groups if group.sums.revenue == highest]
    each = " each" if len(leaders) > 1 else ""
    sentence = (
        f"Of {counted(len(groups), dimension)} {listed([leader.name for leader in leaders])} earned most: "
        f"{rupees(highest)}{each}, {show(ratio(highest, total.revenue), 'percent')} of the revenue{each}."
    )
    if dimension.name != "influencer" and len(leaders) == 1 and leaders[0].is_small:
        sentence += f" {FEW}"
    one = leaders[0] if len(leaders) == 1 else None
    return Insight(
        f"most-revenue-{dimension.name}",
        sentence,
        highest,
        "rupees",
        one.influencers if one else sum(leader.influencers for leader in leaders),
        one.link if one else link,
    )


def best_persona(personas: Iterable[Group]) -> Insight | None:
    """Which persona of at least three influencers has the highest ROAS; None where no such persona has a known one."""
    judged = [
        (roas, persona)
        for persona in personas
        if persona.influencers >= TOO_FEW and (roas := measure("roas", persona.sums)) is not None
    ]
    if not judged:
        return None
    roas, best = max(judged, key=lambda pair: pair[0])
    among = (
        f"Of {grouped(len(judged))} personas of at least three influencers {best.name} has the highest ROAS"
        if len(judged) > 1
        else f"The one persona of at least three influencers is {best.name}, with a ROAS"
    )
    return Insight(
        "best-persona",
        f"{among}{': ' if len(judged) > 1 else ' of '}{show(roas, 'ratio')}, "
        f"{rupees(best.sums.revenue)} of revenue for {rupees(best.sums.payout)} of payout.",
        roas,
        "ratio",
        best.influencers,
        best.link,
    )


def losses(groups: Sequence[Group], dimension: Dimension, influencers: int, link: str) -> list[Insight]:
    """The groups with an ROI below zero: all together, then the worst; nothing where there is none.

    `influencers` are those of all these groups together, `link` the view that shows the groups side by side.
    """
    losing = sorted((group for group in groups if loses(group)), key=lambda group: (group.left, group.name))
    if not losing:
        return []
    kind = f"loss-{dimension.name}"
    worst = [Insight(kind, _loss(group), group.left, "rupees", group.influencers, group.link) for group in losing]
    if len(losing) == 1:
        return worst
    left = sum(group.left for group in losing)
    paid = sum(1 for group in groups if group.sums.payout)
    together = (
        f"{grouped(len(losing))} of {counted(paid, dimension)} with a payout brought in less than they cost, "
        f"{rupees(-left)} less together."
        + (f" The {grouped(WORST)} that lack most follow." if len(losing) > WORST else "")
    )
    return [Insight(f"losses-{dimension.name}", together, left, "rupees", influencers, link), *worst[:WORST]]


def loses(group: Group) -> bool:
    """Whether a group's ROI is known and below zero."""
    return bool(group.sums.payout) and group.left < 0


def _loss(group: Group) -> str:
    sentence = (
        f"{group.name} brought in {rupees_and_paise(group.sums.revenue)} for {rupees_and_paise(group.sums.payout)} of "
        f"payout, {rupees_and_paise(-group.left)} less than it cost: an ROI of "
        f"{show(measure('roi', group.sums), 'percent')}."
    )
    return f"{sentence} {FEW}" if group.is_small else sentence
