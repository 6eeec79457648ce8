"""One row of the lists of posts, payouts and payout lines, from what the database gives of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from healthkart.analytics.kpis import ratio
from healthkart.analytics.labels import InfluencerLabel, Labels
from healthkart.fields import PAISE
from payouts.models import Payout

POST_COLUMNS = (
    "date", "id", "platform", "caption", "url", "influencer_id", "campaign_id", "product_id", "reach", "likes",
    "comments",
)  # fmt: skip
LINE_COLUMNS = (
    "date", "id", "payout__influencer_id", "campaign_id", "product_id", "platform", "units", "amount", "payout_id",
    "payout__reference", "payout__basis", "payout__rate", "payout__status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post; a link only where its url is one, the engagement rate a fraction, None what is not known."""

    day: date
    platform: str
    caption: str
    link: str
    influencer: InfluencerLabel
    campaign: str | None
    product: str | None
    reach: int
    likes: int
    comments: int

    @property
    def engagement_rate(self) -> float | None:
        return ratio(self.likes + self.comments, self.reach)


@dataclass(frozen=True, slots=True)
class LineRow:
    """What a payout costs (paise) on one day, campaign, product and platform, and which payout that is."""

    day: date | None
    influencer: InfluencerLabel
    campaign: str | None
    product: str | None
    platform: str
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
    units: int
    total: int
    within: int
    status: str
    paid_on: date | None
    first_day: date | None
    last_day: date | None
    campaign: str | None


def post_row(row: Mapping[str, Any], labels: Labels) -> PostRow:
    """From POST_COLUMNS."""
    return PostRow(
        row["date"],
        row["platform"],
        row["caption"],
        web_address(row["url"]),
        labels.influencers[row["influencer_id"]],
        _campaign(labels, row["campaign_id"]),
        _product(labels, row["product_id"]),
        row["reach"],
        row["likes"],
        row["comments"],
    )


def line_row(row: Mapping[str, Any], labels: Labels) -> LineRow:
    """From LINE_COLUMNS."""
    return LineRow(
        row["date"],
        labels.influencers[row["payout__influencer_id"]],
        _campaign(labels, row["campaign_id"]),
        _product(labels, row["product_id"]),
        row["platform"],
        row["units"],
        _paise(row["amount"]),
        row["payout_id"],
        row["payout__reference"],
        Payout.Basis(row["payout__basis"]).label,
        _paise(row["payout__rate"]),
        row["payout__status"],
    )


def payout_row(payout: Payout, within: Any, labels: Labels) -> PayoutRow:
    """From a payout, and how much of it (rupees) falls within the scope."""
    return PayoutRow(
        payout.pk,
        payout.reference,
        payout.get_basis_display(),
        _paise(payout.rate),
        payout.units,
        _paise(payout.total),
        _paise(within),
        payout.status,
        payout.paid_on,
        payout.first_day,
        payout.last_day,
        _campaign(labels, payout.campaign_id),
    )


def web_address(url: str) -> str:
    """A url that a browser may be sent to; nothing for any other text, such as a script's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _campaign(labels: Labels, campaign: int | None) -> str | None:
    return labels.campaigns[campaign].name if campaign else None


def _product(labels: Labels, product: int | None) -> str | None:
    """A product's name; of a brand's unspecified product the brand's."""
    if not product:
        return None
    brand, name = labels.products[product]
    return name or brand


def _paise(rupees: Any) -> int:
    return int(rupees * PAISE)
