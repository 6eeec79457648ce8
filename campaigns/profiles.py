"""What the pages of one campaign and of one brand show."""

from collections.abc import Sequence

from campaigns.selectors import organic_note
from healthkart.analytics import results
from healthkart.analytics.kpis import Sums, difference, measure
from healthkart.analytics.labels import CampaignLabel, Labels
from healthkart.analytics.numbers import show
from healthkart.analytics.performance import Baseline, Row, groups, performance
from healthkart.analytics.scope import Scope
from healthkart.analytics.standing import standing
from healthkart.dashboard.addresses import OVERVIEW, address, dashboards
from healthkart.dashboard.pages import Card
from healthkart.dashboard.reading import Reading
from healthkart.dashboard.tables import narrowed_to_days
from healthkart.profiles.profile import (
    Fact,
    Peers,
    Profile,
    influencers,
    orders_by,
    over_time,
    posts,
    top_influencers,
)
from healthkart.profiles.tables import lines_of, posts_of
from healthkart.rows.newest import Place

RANKED_BY = ("roas", "revenue", "orders", "engagement_rate")


def campaign_profile(
    scope: Scope, labels: Labels, name: str, posts_before: Place | None = None, lines_before: Place | None = None
) -> Profile:
    """The campaign of this name, which must be known, beside the other campaigns."""
    campaign, own = labels.campaigns_by_name[name], scope.but(campaign=(name,))
    reading = Reading.of(own, labels, "product", "platform")
    table = results.read(scope, labels, "campaign")
    rows = [row for row in performance(table, Baseline.of(table), "campaign") if row.key != (None,)]
    this = next((row for row in rows if row.key == (name,)), Row((name,), Sums()))
    base = this.incremental_roas_base
    against = "no payout to compare by" if base is None else f"against {show(base, 'ratio')}, the mean of the campaigns"
    before = difference(measure("roas", then.total), then.baseline.mean) if (then := reading.base) else None
    return Profile(
        "campaign",
        name,
        _of_campaign(campaign, scope),
        dashboards(own),
        is_empty=reading.is_empty,
        cards=_cards(reading, reading.card_of("incremental_roas", this.incremental_roas, before, against)),
        notices=reading.notices(),
        trend=over_time(reading, scope),
        breakdowns=orders_by(reading, scope, "product", "platform"),
        peers=_peers("campaigns", rows, this, address(OVERVIEW, scope)),
        people=top_influencers(reading, scope),
        posts=posts_of(reading, "campaign", posts_before),
        lines=lines_of(reading, "campaign", lines_before),
    )


def brand_profile(
    scope: Scope, labels: Labels, name: str, posts_before: Place | None = None, lines_before: Place | None = None
) -> Profile:
    """The brand of this name, which must be known, beside the other brands."""
    own = scope.but(brand=(name,))
    reading = Reading.of(own, labels, "campaign", "product")
    rows = [row for row in groups(results.read(scope, labels, "brand"), "brand") if row.key != (None,)]
    this = next((row for row in rows if row.key == (name,)), Row((name,), Sums()))
    return Profile(
        "brand",
        name,
        _of_brand(name, labels, scope),
        dashboards(own),
        is_empty=reading.is_empty,
        cards=_cards(reading, reading.card("posts", f"{reading.shown('reach')} reached", over_time=True)),
        notices=reading.notices(),
        trend=over_time(reading, scope),
        breakdowns=orders_by(reading, scope, "campaign", "product"),
        peers=_peers("brands", rows, this),
        people=top_influencers(reading, scope),
        posts=posts_of(reading, "brand", posts_before),
        lines=lines_of(reading, "brand", lines_before),
    )


def _cards(reading: Reading, sixth: Card) -> tuple[Card, ...]:
    return (
        reading.card("revenue", organic_note(reading.table.organic), over_time=True),
        reading.card("orders", f"average order value {reading.shown('average_order_value')}", over_time=True),
        reading.card(
            "payout", f"for {posts(reading.total.posts)} of {influencers(reading.influencers)}", over_time=True
        ),
        reading.card("roas", "revenue per rupee of payout", over_time=True),
        reading.card("engagement_rate", f"{reading.shown('reach')} reached", over_time=True),
        sixth,
    )


def _peers(words: str, rows: Sequence[Row], this: Row, link: str = "") -> Peers:
    return Peers(
        words,
        tuple(standing(kpi, this.value(kpi), [row.value(kpi) for row in rows], link) for kpi in RANKED_BY),
    )


def _of_campaign(campaign: CampaignLabel, scope: Scope) -> tuple[Fact, ...]:
    first, last = campaign.first_day, campaign.last_day
    days = " – ".join(f"{day:%-d %b %Y}" for day in (first, last) if day)
    narrowed = narrowed_to_days(scope, first, last) if first and last else ""  # for it has little to show on others
    brand = campaign.brand
    of_brand = Fact.leading("Brand", "brand", [brand], scope) if brand else Fact.of("Brand", "None of its own")
    return (of_brand, Fact("Days", ((days or "Not known", narrowed),)))


def _of_brand(name: str, labels: Labels, scope: Scope) -> tuple[Fact, ...]:
    products = sorted(product for brand, product in labels.products.values() if brand == name and product)
    campaigns = sorted(label.name for label in labels.campaigns.values() if label.brand == name)
    return (
        Fact.of("Products", *(products or ["None known"])),
        Fact.leading("Campaigns", "campaign", campaigns, scope)
        if campaigns
        else Fact.of("Campaigns", "None of its own"),
    )
