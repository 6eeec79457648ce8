"""What changed from one period to the next, taken apart so that the parts add up. No Django here."""

from dataclasses import dataclass
from fractions import Fraction

from healthkart.analytics.kpis import Sums, measure, ratio
from healthkart.analytics.numbers import grouped, number_of, rupees_and_paise, show
from healthkart.dashboard.figures import TOO_FEW
from healthkart.insights.insight import Insight
from healthkart.insights.spans import Span, days_in, named, when

HOW = (
    "A change of revenue is taken apart in two: the orders that were more or fewer, each at what an order brought "
    "before; and what an order brought more or less, on the orders after. The two add up to the change to the paisa. "
    "They say where it shows, not what caused it."
)
WEEKDAYS = "The days compared with are as many, earlier by whole weeks, so that weekdays match."


@dataclass(frozen=True, slots=True)
class Period:
    """Some days (inclusive), what was added up on them (money in paise), and the view that shows them."""

    span: Span
    sums: Sums
    influencers: int
    link: str = ""

    @property
    def name(self) -> str:
        return named(self.span)

    @property
    def when(self) -> str:
        return when(self.span)


@dataclass(frozen=True, slots=True)
class Parts:
    """A change of revenue (paise) as that of the orders and that of what an order brings."""

    orders: int
    basket: int


def taken_apart(before: Sums, after: Sums) -> Parts | None:
    """The parts of a change of revenue, which add up to it exactly; None where either period has no order.

    Orders: those more or fewer, at the revenue per order before. Basket: the rest, which is the change of the revenue
    per order, on the orders after.
    """
    if not (before.orders and after.orders):
        return None
    orders = round(Fraction((after.orders - before.orders) * before.revenue, before.orders))
    return Parts(orders, after.revenue - before.revenue - orders)


def changes(before: Period, after: Period) -> list[Insight]:
    """The change of revenue, its parts, and the change of what it cost; nothing where both periods are empty."""
    if not (any(before.sums) or any(after.sums)):
        return []
    changed = [_revenue(before, after)]
    if parts := taken_apart(before.sums, after.sums):
        changed += [_orders(before, after, parts), _basket(before, after, parts)]
    return [*changed, _payout(before, after), _left(before, after)]


def why_not_taken_apart(before: Period, after: Period) -> str:
    """Why there are no parts; empty where there are."""
    without = [period.when for period in (before, after) if not period.sums.orders]
    return f"No order was tracked {' and '.join(without)}: the change is not taken apart." if without else ""


def too_few(before: Period, after: Period) -> str:
    """That a period rests on too few influencers to say more than what the sums are; empty where neither does."""
    few = [period for period in (before, after) if period.influencers < TOO_FEW]
    return "".join(f"{period.name} rests on {number_of(period.influencers, 'influencer')}. " for period in few) + (
        "Fewer than three are too few to judge." if few else ""
    )


def _revenue(before: Period, after: Period) -> Insight:
    was, came = before.sums.revenue, after.sums.revenue
    relative = ratio(came - was, was)
    lengths = [days_in(period.span) for period in (after, before)]
    return Insight(
        "change-revenue",
        f"Revenue was {rupees_and_paise(came)} {after.when} and {rupees_and_paise(was)} {before.when}: "
        f"{_more(came - was)}"
        + (f", a {'rise' if relative > 0 else 'fall'} of {show(abs(relative), 'percent')}" if relative else "")
        + (f" ({lengths[0]} days against {lengths[1]})." if lengths[0] != lengths[1] else "."),
        came - was,
        "rupees",
        after.influencers,
        after.link,
        is_change=True,
    )


def _orders(before: Period, after: Period, parts: Parts) -> Insight:
    was, came = before.sums.orders, after.sums.orders
    there_were = f"There {'was' if came == 1 else 'were'} {number_of(came, 'order')} {after.when}"
    compared = (
        f"as many as {before.when}"
        if came == was
        else f"{grouped(abs(came - was))} {'more' if came > was else 'fewer'} than the {grouped(was)} {before.when}; "
        f"at the {show(measure('average_order_value', before.sums), 'rupees')} that an order brought then, "
        f"{_more(parts.orders)}"
    )
    return Insight(
        "change-orders",
        f"{there_were}, {compared}.",
        parts.orders,
        "rupees",
        after.influencers,
        after.link,
        is_change=True,
    )


def _basket(before: Period, after: Period, parts: Parts) -> Insight:
    was, came = (measure("average_order_value", period.sums) for period in (before, after))
    return Insight(
        "change-basket",
        f"An order brought {show(came, 'rupees')} {after.when} and {show(was, 'rupees')} {before.when}: "
        f"over {number_of(after.sums.orders, 'order')} {_more(parts.basket)}.",
        parts.basket,
        "rupees",
        after.influencers,
        after.link,
        is_change=True,
    )


def _payout(before: Period, after: Period) -> Insight:
    was, came = before.sums.payout, after.sums.payout
    return Insight(
        "change-payout",
        f"Payout was {rupees_and_paise(came)} {after.when} and {rupees_and_paise(was)} {before.when}: "
        f"{_more(came - was)}.",
        came - was,
        "rupees",
        after.influencers,
        after.link,
        is_change=True,
    )


def _left(before: Period, after: Period) -> Insight:
    was, came = (period.sums.revenue - period.sums.payout for period in (before, after))
    return Insight(
        "change-left",
        f"Revenue less payout was {rupees_and_paise(came)} {after.when} and {rupees_and_paise(was)} {before.when}: "
        f"{_more(came - was)}, which is the change of revenue less that of payout. {_roas(before, after)}",
        came - was,
        "rupees",
        after.influencers,
        after.link,
        is_change=True,
    )


def _roas(before: Period, after: Period) -> str:
    if unpaid := [period.when for period in (before, after) if not period.sums.payout]:
        return f"ROAS is not known {' and '.join(unpaid)}: there was no payout."
    was, came = (show(measure("roas", period.sums), "ratio") for period in (before, after))
    return f"ROAS stayed at {came}." if was == came else f"ROAS went from {was} to {came}."


def _more(paise: int) -> str:
    if not paise:
        return "no change"
    return f"{rupees_and_paise(abs(paise))} {'more' if paise > 0 else 'less'}"
