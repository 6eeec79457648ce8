"""What is still due, and payouts that do not reconcile. No Django here."""

from dataclasses import dataclass

from healthkart.analytics.kpis import ratio
from healthkart.analytics.numbers import number_of, rupees, rupees_and_paise, show
from healthkart.insights.insight import NAMED, Insight, listed


@dataclass(frozen=True, slots=True)
class Found:
    """Payouts of which the same is to be said: how many, of how many influencers, and their totals (paise).

    `over` and `under` are what the totals are above and below rate × units, `names` the influencers with the largest
    amounts, `payout` the one (its id) where there is just one, `link` the view that shows these.
    """

    payouts: int = 0
    influencers: int = 0
    total: int = 0
    over: int = 0
    under: int = 0
    names: tuple[str, ...] = ()
    payout: int | None = None
    link: str = ""


def due(paid: int, owed: int, influencers: int, link: str) -> Insight | None:
    """How much of the payout (paise) is due, or that all of it is paid; None where there is no payout.

    `influencers` are those to whom something is due, or was paid where nothing is.
    """
    if not paid + owed:
        return None
    if not owed:
        sentence = f"All of the payout is paid, {rupees(paid)}."
    elif not paid:
        sentence = f"All of the payout is still due, {rupees(owed)}."
    else:
        share = show(ratio(owed, paid + owed), "percent")
        sentence = f"{rupees(owed)} of {rupees(paid + owed)} of payout is still due, {share}."
    return Insight("due", sentence, owed or paid, "rupees", influencers, link)


def not_as_declared(found: Found) -> Insight | None:
    """Payouts whose declared total is not rate × units; None where there is none."""
    if not found.payouts:
        return None
    apart = [
        f"{rupees_and_paise(paise)} {word}" for paise, word in ((found.over, "more"), (found.under, "less")) if paise
    ]
    verb = "declares" if found.payouts == 1 else "declare"
    return Insight(
        "not-as-declared",
        f"{number_of(found.payouts, 'payout')} {verb} another total than rate × units: {' and '.join(apart)}"
        f"{' in all' if found.payouts > 1 else ''}. {_largest(found)} What counts is the declared total.",
        found.over + found.under,
        "rupees",
        found.influencers,
        found.link,
    )


def unassigned(found: Found) -> Insight | None:
    """Payouts without any post or order to fall on; None where there is none."""
    if not found.payouts:
        return None
    one = found.payouts == 1
    return Insight(
        "unassigned",
        f"{number_of(found.payouts, 'payout')} of {rupees(found.total)}{'' if one else ' together'} "
        f"{'has' if one else 'have'} no post or order to fall on. {_largest(found)} "
        "Such a cost counts for its influencer, and keeps the campaign and the last day that it names.",
        found.total,
        "rupees",
        found.influencers,
        found.link,
    )


def _largest(found: Found) -> str:
    if found.influencers > len(found.names):
        return f"The largest are those of {listed(found.names[:NAMED])}."
    return f"{'It is that' if found.payouts == 1 else 'They are those'} of {listed(found.names, len(found.names))}."
