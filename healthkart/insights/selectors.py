"""What the insights page shows: the groups and sums of the other pages, handed to the sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from healthkart.analytics import results
from healthkart.analytics.by_basis import PaidAndDue, payouts_by_basis
from healthkart.analytics.comparison import comparison
from healthkart.analytics.folding import Table
from healthkart.analytics.labels import Labels
from healthkart.analytics.numbers import number_of
from healthkart.analytics.scope import DIMENSION, Dimension, Scope
from healthkart.dashboard.addresses import page_of
from healthkart.dashboard.pages import Card, Notice
from healthkart.dashboard.reading import Reading
from healthkart.insights import earnings, gaps, owed, reconciliation
from healthkart.insights.change import HOW, WEEKDAYS, Period, changes, too_few, why_not_taken_apart
from healthkart.insights.groups import CAMPAIGNS, INFLUENCERS, PAYOUTS, influencers_of, named_groups, personas_of, view
from healthkart.insights.insight import Insight, Section
from healthkart.insights.owed import Found
from healthkart.insights.spans import last_full_month
from healthkart.names import UNKNOWN_NAME
from healthkart.rows.newest import payouts_from
from healthkart.rows.records import row_of_payout
from payouts.selectors import PERSONA

OF_PERSONA = Dimension("persona", "Persona", "personas", "influencer", "Category, gender, platform and type together.")
# The page on which each of these shows best.
EARNERS = {"campaign": CAMPAIGNS, "category": CAMPAIGNS, "platform": CAMPAIGNS, "influencer": INFLUENCERS}
# The page and the part of it that shows the groups of these, or says how many are small.
SIDE_BY_SIDE = {
    "campaign": (CAMPAIGNS, "campaigns"),
    "category": (PAYOUTS, "title-roi-by-category"),
    "platform": (INFLUENCERS, "title-influencers-by-platform"),
    "persona": (PAYOUTS, "personas"),
}


@dataclass(frozen=True, slots=True)
class Insights:
    """The page: cards, and sentences in sections."""

    is_empty: bool
    cards: tuple[Card, ...]
    notices: tuple[Notice, ...]
    sections: tuple[Section, ...]


def insights(scope: Scope, labels: Labels) -> Insights:
    """What the data in scope show: what earned, what lost, what changed, and what they cannot tell."""
    reading = Reading.of(scope, labels, "campaign", "platform")
    sections: tuple[Section, ...] = ()
    if is_something := any(reading.total):  # of what is gone there is nothing to say but that
        # Where no days are chosen, the months say what has no day.
        months = None if scope.has_dates else results.read(scope, labels, "influencer", "month")
        sections = (
            _changes(reading),
            _most(reading),
            _persona(reading),
            _losses(reading),
            _payouts(reading),
            _gaps(reading, months),
        )
    return Insights(
        is_empty=not is_something,
        cards=(
            reading.card("revenue", f"from {number_of(reading.influencers, 'influencer')}"),
            reading.card("orders", f"average order value {reading.shown('average_order_value')}"),
            reading.card("payout", f"{reading.shown('cost_per_order')} per order"),
            reading.card("roas", "revenue per rupee of payout"),
        ),
        notices=reading.notices(),
        sections=sections,
    )


def _most(reading: Reading) -> Section:
    found = [
        earnings.most_revenue(
            [*named_groups(reading, name, page).values()],
            reading.total,
            DIMENSION[name],
            _side_by_side(name, reading.scope) if name in SIDE_BY_SIDE else view(page, reading.scope),
        )
        for name, page in EARNERS.items()
    ]
    note = ""
    if not any(found):
        note = (
            "The filters leave no two campaigns, categories, platforms or influencers to compare."
            if reading.total.revenue
            else "No revenue was tracked."
        )
    return Section("most", "What earned most", _those(found), note)


def _persona(reading: Reading) -> Section:
    best = earnings.best_persona(personas_of(reading).values())
    note = (
        "A persona is a category, gender, platform and influencer type together. The highest of many is high partly by "
        "chance: see whether it holds on other days."
        if best
        else "No persona (a category, gender, platform and influencer type together) rests on at least three "
        "influencers and has a payout: too few to name a best."
    )
    return Section("persona", "Best persona", _those([best]), note)


def _losses(reading: Reading) -> Section:
    found: list[Insight] = []
    for name in ("campaign", "category"):
        groups = named_groups(reading, name, PAYOUTS)
        losing = {key for key, group in groups.items() if earnings.loses(group)}
        people = influencers_of(reading, losing, name)
        found += earnings.losses([*groups.values()], DIMENSION[name], people, _side_by_side(name, reading.scope))
    note = "Tracked revenue less payout. Sales that were not tracked are not in it."
    if not found:
        note = (
            "No campaign and no category brought in less than it cost."
            if reading.total.payout
            else "There is no payout to compare the revenue with."
        )
    return Section("losses", "What brought in less than it cost", tuple(found), note)


def _changes(reading: Reading) -> Section:
    compared = _compared(reading)
    if isinstance(compared, str):
        return Section("changes", "What changed", (), compared)
    earlier, later = compared
    found = changes(earlier, later)
    if not found:
        empty = f"Nothing was sold, posted or paid in {later.name} or in {earlier.name}."
        return Section("changes", "What changed", (), empty)
    moved = "" if reading.scope.compare == "year" else WEEKDAYS
    notes = (why_not_taken_apart(earlier, later) or HOW, moved, too_few(earlier, later))
    return Section("changes", f"{later.name} against {earlier.name}", tuple(found), " ".join(filter(None, notes)))


def _compared(reading: Reading) -> tuple[Period, Period] | str:
    """The days in scope and those that they are compared with, or why they cannot be.

    They are those that the cards compare, so the view that a sentence leads to shows the same change; where no
    comparison is asked for, those of the previous period, and where no days are chosen, of the last whole month.
    """
    scope, labels = reading.scope, reading.labels
    if not scope.has_dates:
        month = last_full_month(reading.span) if reading.span else None
        if month is None:
            return "The data do not hold a whole month to compare. Choose a first and a last day to compare others."
        scope = scope.but(date_from=month[0], date_to=month[1])
    scope = scope.but(compare=scope.compare or "previous")
    against = comparison(scope, labels.first_day, labels.last_day)
    earlier = against.base if against else None
    if against is None or earlier is None or earlier.date_from is None or earlier.date_to is None:
        return against.why_not if against else "There are no days of the data to compare."
    span, previous = (against.first, against.last), (earlier.date_from, earlier.date_to)
    now = reading if reading.scope.has_dates else Reading.of(scope.but(compare=None), labels)
    before = reading.base or Reading.of(earlier, labels)
    return (
        Period(previous, before.total, before.influencers),
        Period(span, now.total, now.influencers, view(CAMPAIGNS, scope)),
    )


def _payouts(reading: Reading) -> Section:
    scope = reading.scope
    payouts = reconciliation.payouts_in(scope, reading.labels)
    payout = PaidAndDue.total(payouts_by_basis(scope, reading.labels).values())
    wrong = [
        owed.not_as_declared(_described(reading, *reconciliation.not_as_declared(payouts))),
        owed.unassigned(_described(reading, *reconciliation.unassigned(payouts))),
    ]
    paid_and_due = view(PAYOUTS, scope, "title-payouts-by-basis-and-status")
    found = [owed.due(payout.paid, payout.due, reconciliation.influencers_due(payouts), paid_and_due), *wrong]
    if not any(found):
        note = "There is no payout."
    elif not any(wrong):
        note = "Every total is rate × units, and every payout has a post or an order to fall on."
    else:
        note = (
            "A payout of which the filters let any cost through is looked at as a whole." if scope.parameters() else ""
        )
    return Section("payouts", "Payouts", _those(found), note)


def _described(reading: Reading, found: Found, codes: Sequence[str]) -> Found:
    """With the names of these influencers, and the view that is narrowed to them: of one the page with its payouts, and
    on it the row of the payout where that is one."""
    names = tuple(f"{reading.labels.by_code[code].name} #{code}" for code in codes)
    if len(codes) == 1:
        return replace(found, names=names, link=_payouts_of(codes[0], found.payout, reading.scope))
    return replace(found, names=names, link=view(PAYOUTS, reading.scope.but(influencer=tuple(sorted(codes)))))


def _payouts_of(influencer: str, payout: int | None, scope: Scope) -> str:
    """Where an influencer's payouts are listed, or one of them (its id)."""
    before = payouts_from(influencer, payout) if payout else None
    place = {"payouts_before": str(before)} if before else {}
    part = row_of_payout(payout) if payout else "payouts"
    return f"{page_of('influencer', influencer, scope, **place)}#{part}"


def _gaps(reading: Reading, months: Table | None) -> Section:
    found: list[Insight | None] = []
    for dimension in (DIMENSION["campaign"], DIMENSION["category"], DIMENSION["platform"], OF_PERSONA):
        parts = PERSONA if dimension is OF_PERSONA else (dimension.name,)
        groups = personas_of(reading) if dimension is OF_PERSONA else named_groups(reading, dimension.name, PAYOUTS)
        small = {key for key, group in groups.items() if group.is_small}
        link = _side_by_side(dimension.name, reading.scope)
        found.append(gaps.too_small([*groups.values()], dimension, influencers_of(reading, small, *parts), link))
    for place, table in (("day", months), ("campaign", reading.table), ("platform", reading.table)):
        if table:
            found.append(_unplaced(table, place, reading.scope))
    none = "Every group rests on at least three influencers, and every cost has a day, a campaign and a platform."
    return Section("gaps", "What the data cannot tell", _those(found), "" if any(found) else none)


def _side_by_side(dimension: str, scope: Scope) -> str:
    """The view that shows the groups of a dimension."""
    page, part = SIDE_BY_SIDE[dimension]
    return view(page, scope, part)


def _unplaced(table: Table, place: str, scope: Scope) -> Insight | None:
    by = table.by("month" if place == "day" else place, "influencer")
    paid = {code: sums.payout for (known, code), sums in by.items() if known is None and sums.payout}
    # No filter asks for what has no day; whose it is, one does.
    of = {"influencer": tuple(sorted(paid))} if place == "day" else {place: (UNKNOWN_NAME,)}
    link = view(PAYOUTS, scope.but(**of))
    return gaps.unplaced(place, sum(paid.values()), table.total.payout, len(paid), link)


def _those(found: Iterable[Insight | None]) -> tuple[Insight, ...]:
    """What there is to say."""
    return tuple(insight for insight in found if insight)
