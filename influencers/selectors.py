"""What Influencer Insights shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from healthkart.analytics.compared import present
from healthkart.analytics.kpis import KPI
from healthkart.analytics.labels import InfluencerLabel, Labels
from healthkart.analytics.numbers import grouped, number_of, rupees, show
from healthkart.analytics.performance import Row, value_of
from healthkart.analytics.scope import Scope
from healthkart.dashboard import figures
from healthkart.dashboard.charts import can_be_ranked, faint_in, kpi_by_dimension, trend
from healthkart.dashboard.pages import Card, Cell, Chart, Column, DataTable, Notice, tables
from healthkart.dashboard.reading import Reading
from healthkart.dashboard.tables import (
    FOLLOWERS,
    added_up,
    cells,
    column,
    narrowed_to,
    ranked,
    table_of,
    with_changes,
)
from healthkart.names import name_of
from influencers.filters import TOP_BY
from influencers.models import INFLUENCER_TYPES

TOP, MOST_ROWS = 15, 100
WHO = (Column("influencer", "Influencer"), Column("influencer_type", "Type"), FOLLOWERS)


@dataclass(frozen=True, slots=True)
class InfluencerInsights:
    """The page: cards, top influencers, gender and category, followers, distributions, engagement over time."""

    is_empty: bool
    cards: tuple[Card, ...]
    notices: tuple[Notice, ...]
    top_by: str
    top: Chart
    orders_by_gender_and_category: Chart
    roas_by_gender_and_category: Chart
    followers_and_revenue: Chart
    by_platform: Chart
    by_type: Chart
    engagement: Chart

    @property
    def tables(self) -> Mapping[str, DataTable]:
        return tables(
            self.top,
            self.orders_by_gender_and_category,
            self.roas_by_gender_and_category,
            self.followers_and_revenue,
            self.by_platform,
            self.by_type,
            self.engagement,
        )


class Person(NamedTuple):
    """An influencer in scope: who it is and how it did."""

    label: InfluencerLabel
    row: Row

    def value(self, name: str) -> float | None:
        """Its followers, or a KPI."""
        return self.label.followers if name == "followers" else value_of(name)(self.row)


def influencer_insights(scope: Scope, labels: Labels, top_by: str = "revenue") -> InfluencerInsights:
    """Who the influencers in scope are and what they bring; the top ones by revenue, posts or followers."""
    reading = Reading.of(scope, labels, "platform")
    people = [Person(labels.by_code[row.key[0]], row) for row in present(reading.groups("influencer"))]
    by_category, by_both = reading.groups("category"), reading.groups("category", "gender")
    return InfluencerInsights(
        is_empty=reading.is_empty,
        cards=(
            reading.card("posts", f"of {number_of(reading.influencers, 'influencer')}", over_time=True),
            reading.card("reach", f"{reading.shown('cost_per_mille')} per mille", over_time=True),
            reading.card(
                "engagement_rate",
                f"{grouped(reading.total.likes + reading.total.comments)} engagements",
                over_time=True,
            ),
            reading.card("cost_per_engagement", "payout per like or comment", over_time=True),
        ),
        notices=reading.notices(),
        top_by=top_by,
        top=_top(people, scope, top_by),
        orders_by_gender_and_category=_by_gender_and_category(reading, by_category, by_both, "orders"),
        roas_by_gender_and_category=_by_gender_and_category(reading, by_category, by_both, "roas"),
        followers_and_revenue=_followers_and_revenue(people, scope),
        by_platform=kpi_by_dimension(
            reading.groups("platform"), scope, "platform", "influencers",
            title="Influencers by platform", beside=("posts", "revenue", "orders", "roas", "engagement_rate"),
            influencers=reading.influencers,
        ),
        by_type=kpi_by_dimension(
            reading.groups("influencer_type"), scope, "influencer_type", "influencers",
            title="Influencers by type", beside=("posts", "revenue", "orders", "roas", "engagement_rate"),
        ),
        engagement=trend(
            reading.by_time, scope, reading.interval, reading.days, ("engagement_rate", "reach"),
            name="engagement-trend", title="Engagement rate and reach over time",
            compared=reading.compared, cut=reading.cut,
        ),
    )  # fmt: skip


def _top(people: Sequence[Person], scope: Scope, top_by: str) -> Chart:
    unit = FOLLOWERS.unit if top_by == "followers" else KPI[top_by].unit
    ordered = sorted(people, key=lambda person: (-(person.value(top_by) or 0), person.label.code))[:TOP]
    known = [person for person in ordered if person.value(top_by) is not None]
    kpis = with_changes(
        ("revenue", "orders", "payout", "roas", "posts", "engagement_rate"), [person.row for person in ordered]
    )
    rows = tuple(
        (
            *_who(person, scope),
            *cells(person.row, kpis),
        )
        for person in ordered
    )
    return Chart(
        name="top-influencers",
        title=f"Top influencers by {TOP_BY[top_by].lower()}",
        subtitle=f"The first {len(ordered)} of {grouped(len(people))} in scope."
        if len(ordered) < len(people)
        else f"All {grouped(len(people))} in scope.",
        figure=figures.clickable(
            figures.bars(
                [figures.Bar(str(person.label), person.value(top_by)) for person in known],
                unit or "count",
            ),
            ("influencer",),
            [[(person.label.code,) for person in known]],
        )
        if known
        else None,
        table=DataTable(
            (*WHO, *map(column, kpis)),
            rows,
            _totals(ordered, kpis, "All of these"),
        ),
        summary=f"{ordered[0].label.name} leads with {show(ordered[0].value(top_by), unit or 'count')}."
        if ordered
        else "",
    )


def _who(person: Person, scope: Scope) -> tuple[Cell, ...]:
    """What the columns of WHO hold; the name narrows the page to the influencer."""
    label = person.label
    link = narrowed_to(scope, influencer=label.code)
    return (
        Cell(str(label), link=link, sums=person.row.sums),
        Cell(label.influencer_type),
        Cell(label.followers, "count"),
    )


def _totals(people: Sequence[Person], kpis: Sequence[str], name: str) -> tuple[Cell, ...]:
    """These people as one row of this name, from their sums."""
    total = added_up([person.row for person in people], ("influencer",))
    return (Cell(name), Cell(""), Cell(""), *cells(total, kpis)) if total else ()


def _by_gender_and_category(reading: Reading, by_category: Sequence[Row], by_both: Sequence[Row], kpi: str) -> Chart:
    """Bars by category, one for each gender; what had something in the compared period alone has a row and no bar."""
    rows, drawn = {row.key: row for row in by_both}, {row.key: row for row in present(by_both)}
    every_gender = reading.labels.names["gender"]
    genders = [name for name in every_gender if any(gender == name for _, gender in drawn)]
    ranked_categories = ranked(by_category, kpi)
    categories = [row.key[0] for row in present(ranked_categories)]

    def value(category: str | None, gender: str) -> float | None:
        row = drawn.get((category, gender))
        return row.value(kpi) if row else None

    def influencers(category: str | None, gender: str) -> int | None:
        row = drawn.get((category, gender))
        return row.influencers if row else None

    keys = ((row.key[0], gender) for row in ranked_categories for gender in every_gender)
    ordered = [rows[key] for key in keys if key in rows]
    leader = ranked(filter(can_be_ranked, drawn.values()), kpi)[:1]
    return Chart(
        name=f"{kpi}-by-gender-and-category",
        title=f"{KPI[kpi].label} by gender and category",
        subtitle=KPI[kpi].help + faint_in(drawn.values()),
        figure=figures.clickable(
            figures.grouped_bars(
                [name_of(category) for category in categories],
                [(gender, [value(category, gender) for category in categories]) for gender in genders],
                KPI[kpi].unit,
                figures.hues(every_gender),
                {gender: [influencers(category, gender) for category in categories] for gender in genders},
            ),
            ("category", "gender"),
            [[(category, gender) for category in categories] for gender in genders],
        )
        if drawn
        else None,
        table=table_of(
            ordered, reading.scope, ("category", "gender"), ("orders", "revenue", "payout", "roas", "influencers")
        ),
        summary="".join(
            f"Highest: {name_of(row.key[0])}, {row.key[1]}, {show(row.value(kpi), KPI[kpi].unit)}." for row in leader
        ),
    )


def _followers_and_revenue(people: Sequence[Person], scope: Scope) -> Chart:
    """A bubble for each influencer with followers and revenue: log axes have no place for zero."""
    drawn = [person for person in people if person.label.followers and person.row.sums.revenue]
    ordered = sorted(people, key=lambda person: (-person.row.sums.revenue, person.label.code))
    kpis = with_changes(("revenue", "orders"), [person.row for person in ordered])

    def rows(some: Sequence[Person]) -> Iterator[tuple[Cell, ...]]:
        return ((*_who(person, scope), *cells(person.row, kpis)) for person in some)

    left_out = len(people) - len(drawn)
    types = [name for name, _ in reversed(INFLUENCER_TYPES)]
    by_type: dict[str | None, list[tuple[str]]] = {name: [] for name in types}
    for person in drawn:
        by_type[person.label.influencer_type].append((person.label.code,))
    points = [
        figures.Point(
            str(person.label),
            person.label.followers or 0,
            person.row.sums.revenue,
            person.row.sums.orders,
            name_of(person.label.influencer_type),
        )
        for person in drawn
    ]
    return Chart(
        name="followers-and-revenue",
        title="Followers against revenue",
        subtitle="A bubble is an influencer, its area the orders, its colour the type; both axes are logarithmic."
        + (f" {grouped(left_out)} without followers or revenue have no place on them." if left_out else ""),
        figure=figures.clickable(
            figures.bubbles(
                points, types, ("Followers", "count"), ("Revenue", "rupees"), ("Orders", "count"), log=True
            ),
            ("influencer",),
            [keys for keys in by_type.values() if keys],
        )
        if points
        else None,
        table=DataTable(
            (*WHO, *map(column, kpis)),
            tuple(rows(ordered[:MOST_ROWS])),
            _totals(ordered, kpis, "All" if len(ordered) <= MOST_ROWS else f"All {grouped(len(ordered))}"),
            all_rows=lambda: rows(ordered),
        ),
        summary=f"{number_of(len(drawn), 'influencer')} drawn"
        + (
            f"; {ordered[0].label.name} has the most revenue, {rupees(ordered[0].row.sums.revenue)}."
            if ordered
            else "."
        ),
    )
