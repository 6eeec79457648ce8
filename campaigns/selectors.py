"""What the Campaign Overview shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from healthkart.analytics.compared import present
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.numbers import grouped, number_of, rupees
from healthkart.analytics.scope import Scope
from healthkart.dashboard import figures
from healthkart.dashboard.charts import kpi_by_dimension, trend
from healthkart.dashboard.pages import Card, Chart, DataTable, Notice, tables
from healthkart.dashboard.reading import Reading
from healthkart.dashboard.tables import ranked, table_of
from healthkart.names import name_of

TABLE_KPIS = (
    "revenue",
    "orders",
    "payout",
    "roas",
    "incremental_roas",
    "roi",
    "engagement_rate",
    "posts",
    "influencers",
)


@dataclass(frozen=True, slots=True)
class CampaignOverview:
    """The page: cards, trend, breakdowns, the campaigns."""

    is_empty: bool
    cards: tuple[Card, ...]
    notices: tuple[Notice, ...]
    trend: Chart
    roas_by_category: Chart
    revenue_by_brand: Chart
    gender_distribution: Chart
    campaigns: DataTable

    @property
    def tables(self) -> Mapping[str, DataTable]:
        return tables(
            self.trend,
            self.roas_by_category,
            self.revenue_by_brand,
            self.gender_distribution,
            campaigns=self.campaigns,
        )


def campaign_overview(scope: Scope, labels: Labels) -> CampaignOverview:
    """How the campaigns in scope did."""
    reading = Reading.of(scope, labels, "campaign", beside_time=("brand",))
    return CampaignOverview(
        is_empty=reading.is_empty,
        cards=(
            reading.card("revenue", organic_note(reading.table.organic), over_time=True),
            reading.card("orders", f"average order value {reading.shown('average_order_value')}", over_time=True),
            reading.card("payout", f"{reading.shown('cost_per_order')} per order", over_time=True),
            reading.card("roas", "revenue per rupee of payout", over_time=True),
        ),
        notices=reading.notices(),
        trend=trend(
            reading.by_time, scope, reading.interval, reading.days, ("revenue", "orders"),
            name="revenue-trend", title="Revenue and orders over time",
            compared=reading.compared, cut=reading.cut,
        ),
        roas_by_category=kpi_by_dimension(
            reading.rows("category"), scope, "category", "roas",
            title="ROAS by category", beside=("revenue", "payout", "incremental_roas"),
        ),
        revenue_by_brand=kpi_by_dimension(
            reading.groups_over_time("brand"), scope, "brand", "revenue",
            title="Revenue by brand", beside=("orders", "payout", "roas"),
            colors=figures.hues(tuple(labels.brands.values())),
        ),
        gender_distribution=_gender_distribution(reading),
        campaigns=_campaigns(reading),
    )  # fmt: skip


def organic_note(organic: Sums | None) -> str:
    """What organic sales there are beside the revenue; None where the filters cannot tell."""
    if organic is None:
        return "organic sales: not known for these filters"
    if not any(organic):
        return "no organic sales beside it"
    return f"organic beside it: {rupees(organic.revenue)}, {number_of(organic.orders, 'order')}"


def _gender_distribution(reading: Reading) -> Chart:
    genders = reading.labels.names["gender"]
    rows = sorted(reading.groups("gender"), key=lambda row: genders.index(row.key[0]))
    measures = ("Influencers", "Revenue", "Orders")
    shares = present(rows)
    drawn = [(name_of(row.key[0]), (row.influencers or 0, row.sums.revenue, row.sums.orders)) for row in shares]
    texts = [(grouped(people), rupees(revenue), grouped(orders)) for _, (people, revenue, orders) in drawn]
    return Chart(
        name="gender-distribution",
        title="Influencers, revenue and orders by gender",
        subtitle="Share of influencers, revenue and orders.",
        figure=figures.clickable(
            figures.shares(measures, drawn, texts, figures.hues(genders)),
            ("gender",),
            [[row.key] * len(measures) for row in shares],
        )
        if shares
        else None,
        table=table_of(rows, reading.scope, ("gender",), ("influencers", "revenue", "orders", "roas")),
        summary="; ".join(
            f"{name}: {number_of(people, 'influencer')}, {rupees(revenue)} revenue, {number_of(orders, 'order')}"
            for name, (people, revenue, orders) in drawn
        )
        + ".",
    )


def _campaigns(reading: Reading) -> DataTable:
    rows = ranked(reading.rows("campaign"), "revenue")
    return table_of(rows, reading.scope, ("campaign",), TABLE_KPIS, total=reading.total_row)
