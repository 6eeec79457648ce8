"""One row of the lists of orders, posts, payouts and payout lines, from what the database gives of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from healthkart.analytics.kpis import ratio
from healthkart.analytics.labels import InfluencerLabel, Labels
from healthkart.fields import PAISE
from healthkart.platforms import PLATFORMS
from payouts.models import Payout

ORDER_FIELDS = ("date", "influencer_id", "campaign_id", "product_id", "source", "orders", "revenue")
POST_FIELDS = (
    "date", "id", "platform", "caption", "url", "influencer_id", "campaign_id", "product_id", "reach", "likes",
    "comments",
)  # fmt: skip
LINE_FIELDS = (
    "date", "id", "payout__influencer_id", "campaign_id", "product_id", "platform", "units", "amount", "payout_id",
    "payout__reference", "payout__basis", "payout__rate", "payout__status",
)  # fmt: skip
BASES: Mapping[str, str] = {basis.value: str(basis.label) for basis in Payout.Basis}
STATUSES: Mapping[str, str] = {status.value: str(status.label).capitalize() for status in Payout.Status}


@dataclass(frozen=True, slots=True)
class Where:
    """Where something happened, by name; None is not known. A row that knows only its brand has no product."""

    who: InfluencerLabel
    campaign: str | None
    brand: str | None
    product: str | None
    platform: str | None

    @property
    def influencer(self) -> str:
        return str(self.who)


@dataclass(frozen=True, slots=True)
class OrderRow(Where):
    """One tracked row of an influencer; revenue in paise."""

    day: date
    orders: int
    revenue: int
    source: str


@dataclass(frozen=True, slots=True)
class PostRow(Where):
    """One post; a link only where its url is one, the engagement rate a fraction, None what is not known."""

    day: date
    caption: str | None
    link: str | None
    reach: int
    likes: int
    comments: int

    @property
    def engagement_rate(self) -> float | None:
        return ratio(self.likes + self.comments, self.reach)


@dataclass(frozen=True, slots=True)
class LineRow(Where):
    """What a payout (its id) costs (paise) on one day, campaign, product and platform, and which payout that is."""

    day: date | None
    units: int
    amount: int
    payout: int
    reference: str
    basis: str
    rate: int
    status: str


@dataclass(frozen=True, slots=True)
class PayoutRow:
    """One payout: what it declares, and what of it falls within the scope; money in paise, days inclusive."""

    id: int
    reference: str
    basis: str
    rate: int
    declared_units: int
    total: int
    within: int
    status: str
    paid_on: date | None
    first_day: date | None
    last_day: date | None
    named_campaign: str | None

    @property
    def campaign(self) -> str:
        return self.named_campaign or "Any"


def order_row(row: Mapping[str, Any], labels: Labels) -> OrderRow:
    """From ORDER_FIELDS of a row that has an influencer."""
    who, source = labels.influencers[row["influencer_id"]], row["source"]
    return OrderRow(
        *_where(row, who, source if source in PLATFORMS else who.platform, labels),
        day=row["date"],
        orders=row["orders"],
        revenue=_paise(row["revenue"]),
        source=source,
    )


def post_row(row: Mapping[str, Any], labels: Labels) -> PostRow:
    """From POST_FIELDS."""
    return PostRow(
        *_where(row, labels.influencers[row["influencer_id"]], row["platform"], labels),
        day=row["date"],
        caption=row["caption"] or None,
        link=web_address(row["url"]) or None,
        reach=row["reach"],
        likes=row["likes"],
        comments=row["comments"],
    )


def line_row(row: Mapping[str, Any], labels: Labels) -> LineRow:
    """From LINE_FIELDS."""
    return LineRow(
        *_where(row, labels.influencers[row["payout__influencer_id"]], row["platform"], labels),
        day=row["date"],
        units=row["units"],
        amount=_paise(row["amount"]),
        payout=row["payout_id"],
        reference=_reference(row["payout__reference"], row["payout_id"]),
        basis=BASES[row["payout__basis"]],
        rate=_paise(row["payout__rate"]),
        status=STATUSES[row["payout__status"]],
    )


def payout_row(payout: Payout, within: Any, labels: Labels) -> PayoutRow:
    """From a payout, and how much of it (rupees) falls within the scope."""
    return PayoutRow(
        payout.pk,
        _reference(payout.reference, payout.pk),
        BASES[payout.basis],
        _paise(payout.rate),
        payout.units,
        _paise(payout.total),
        _paise(within),
        STATUSES[payout.status],
        payout.paid_on,
        payout.first_day,
        payout.last_day,
        labels.campaigns[payout.campaign_id].name if payout.campaign_id else None,
    )


def row_of_payout(payout: int) -> str:
    """What links call the row of a payout (its id) on the page of its influencer."""
    return f"payout-{payout}"


def web_address(url: str) -> str:
    """A url that a browser may be sent to; nothing for any other text, such as a script's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    # Of "evil.example\@instagram.com" a browser goes to the first, for which Python takes the second.
    told_apart = parts.netloc.isprintable() and not any(sign in parts.netloc for sign in " \\")
    return url if parts.scheme in ("http", "https") and parts.netloc and told_apart else ""


def _where(
    row: Mapping[str, Any], who: InfluencerLabel, platform: str | None, labels: Labels
) -> tuple[InfluencerLabel, str | None, str | None, str | None, str | None]:
    campaign, product = row["campaign_id"], row["product_id"]
    brand, name = labels.products[product] if product else (None, None)
    return who, labels.campaigns[campaign].name if campaign else None, brand, name, platform or None


def _reference(reference: str, payout: int) -> str:
    return reference or f"number {payout}"


def _paise(rupees: Any) -> int:
    return int(rupees * PAISE)
