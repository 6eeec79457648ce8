"""What the page of one influencer shows."""

from collections.abc import Sequence

from healthkart.analytics.compared import present
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import InfluencerLabel, Labels
from healthkart.analytics.numbers import grouped
from healthkart.analytics.performance import Row
from healthkart.analytics.scope import Scope
from healthkart.analytics.standing import standing
from healthkart.dashboard.addresses import ANALYSIS, address, dashboards
from healthkart.dashboard.reading import Reading
from healthkart.names import name_of
from healthkart.profiles.profile import Fact, Peers, Profile, orders_by, over_time, posts
from healthkart.profiles.tables import lines_of, payouts_of, posts_of
from healthkart.rows.newest import Place

RANKED_BY = ("roas", "revenue", "engagement_rate", "performance_score")
PAID_PER = {"post": "paid per post", "order": "paid per order", "mixed": "paid per post and per order"}


def influencer_profile(
    scope: Scope,
    labels: Labels,
    code: str,
    posts_before: Place | None = None,
    lines_before: Place | None = None,
    payouts_before: int | None = None,
    payout: int | None = None,
) -> Profile:
    """The influencer of this code, which must be known; `payout` (an id) shows the lines of that one alone."""
    who, own = labels.by_code[code], scope.but(influencer=(code,))
    reading = Reading.of(own, labels, "campaign", "product")
    among = Reading.of(_peers(scope, who), labels, "campaign")
    rows = {row.key[0]: row for row in present(among.rows("influencer"))}
    this = rows.get(code, Row((code,), Sums()))
    scored = {row.key[0]: row.performance_score for row in among.base.rows("influencer")} if among.base else {}
    return Profile(
        "influencer", who.name, _facts(who), dashboards(own), is_empty=reading.is_empty,
        cards=(
            reading.card("revenue", f"average order value {reading.shown('average_order_value')}", over_time=True),
            reading.card("orders", f"{reading.shown('cost_per_order')} of payout each", over_time=True),
            reading.card("payout", f"for {posts(reading.total.posts)}", over_time=True),
            reading.card("roas", "revenue per rupee of payout", over_time=True),
            reading.card("engagement_rate", f"{grouped(reading.total.reach)} reached", over_time=True),
            reading.card_of(
                "performance_score", this.performance_score, scored.get(code), f"among {_named(who)}"
            ),
        ),
        notices=reading.notices(),
        trend=over_time(reading, scope),
        breakdowns=orders_by(reading, scope, "campaign", "product"),
        peers=_standings([*rows.values()], this, who, among.scope),
        posts=posts_of(reading, "influencer", posts_before),
        payouts=payouts_of(code, scope, labels, payouts_before, posts_before),
        payout=payout,
        lines=lines_of(reading, "influencer", lines_before, payout),
    )  # fmt: skip


def _facts(who: InfluencerLabel) -> tuple[Fact, ...]:
    return (
        Fact.of("Code", who.code),
        Fact.of("Category", name_of(who.category)),
        Fact.of("Gender", who.gender),
        Fact.of("Type", name_of(who.influencer_type)),
        Fact.of("Followers", "Unknown" if who.followers is None else grouped(who.followers)),
        Fact.of("Home platform", name_of(who.platform)),
        Fact.of("Basis", PAID_PER[who.basis].capitalize() if who.basis else "No payout"),
    )


def _peers(scope: Scope, who: InfluencerLabel) -> Scope:
    """Those of the same type and basis, as far as these are known, whatever else the filters ask."""
    of_type = {"influencer_type": (who.influencer_type,)} if who.influencer_type else {}
    of_basis = {"basis": (who.basis,)} if who.basis else {}
    return scope.but(**of_type, **of_basis)


def _named(who: InfluencerLabel) -> str:
    """Nano influencers paid per post."""
    return " ".join(filter(None, (who.influencer_type, "influencers", PAID_PER[who.basis] if who.basis else "")))


def _standings(rows: Sequence[Row], this: Row, who: InfluencerLabel, scope: Scope) -> Peers:
    ranked = (
        standing(
            kpi,
            this.value(kpi),
            [row.value(kpi) for row in rows],
            address(ANALYSIS, scope, sort=f"-{kpi}"),
        )
        for kpi in RANKED_BY
    )
    return Peers(_named(who), tuple(ranked))
