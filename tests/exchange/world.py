"""Small files to import, and what then stands in the database, up to primary keys."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics.grains import FINEST, MEASURES
from healthkart.analytics.models import DailyResult
from healthkart.exchange.importing import ImportFailed, Report, import_files
from influencers.models import Influencer, Post
from payouts.models import Payout

TWO_INFLUENCERS = """
    id,name,category,gender,follower_count,platform
    1,Asha Rao,Fitness,F,7245,Instagram
    2,Vikram Seth,Travel,M,30299,Twitter
"""
POST_HEADER = "influencer_id,platform,date,url,caption,reach,likes,comments"
TRACKING_HEADER = "source,campaign,influencer_id,user_id,product,date,orders,revenue"
PAYOUT_HEADER = "influencer_id,basis,rate,orders,total_payout"


def write(folder: Path, **files: str) -> Path:
    """Write each text as the CSV file of its name."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(dedent(text).lstrip("\n"), encoding="utf-8", newline="")
    return folder


def bring_in(folder: Path, *, replace: bool = False, dry_run: bool = False, **files: str) -> Report:
    """Import a folder that holds just these files."""
    for old in folder.glob("*.csv"):
        old.unlink()
    return import_files([write(folder, **files)], replace=replace, dry_run=dry_run)


def counts(report: Report) -> list[str]:
    """What became of the rows, as it is printed."""
    return [str(counts) for counts in report.counts]


def problems(folder: Path, **files: str) -> list[str]:
    """What keeps these files from being imported, as it is printed."""
    with pytest.raises(ImportFailed) as failed:
        bring_in(folder, **files)
    return str(failed.value).splitlines()


def influencers() -> list[tuple[Any, ...]]:
    columns = ("code", "name", "category", "gender", "follower_count", "platform")
    return sorted(Influencer.objects.values_list(*columns))


def posts(*columns: str) -> list[tuple[Any, ...]]:
    every = (
        *("post_id", "influencer__code", "platform", "date", "url", "caption", "reach", "likes", "comments"),
        *("brand__name", "product__brand__name", "product__name", "product_known_by"),
        *("campaign__name", "campaign_known_by"),
    )
    return in_order(Post.objects.values_list(*(columns or every)))


def events(*columns: str) -> list[tuple[Any, ...]]:
    every = (
        *("tracking_id", "source", "campaign__name", "influencer__code", "user_id", "product__brand__name"),
        *("product__name", "brand_known_by", "date", "orders", "revenue"),
    )
    return in_order(TrackingEvent.objects.values_list(*(columns or every)))


def payouts(*columns: str) -> list[tuple[Any, ...]]:
    every = (
        *("reference", "influencer__code", "basis", "rate", "units", "total", "campaign__name"),
        *("first_day", "last_day", "status", "paid_on"),
    )
    return in_order(Payout.objects.values_list(*(columns or every)))


def campaigns() -> list[tuple[Any, ...]]:
    return in_order(Campaign.objects.values_list("name", "brand__name", "first_day", "last_day", "confirmed"))


def products() -> list[tuple[str, str]]:
    """Every brand, and every product that has a name."""
    brands = [(name, "") for name in Brand.objects.values_list("name", flat=True)]
    return sorted(brands + list(Product.objects.exclude(name="").values_list("brand__name", "name")))


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All raw rows, up to primary keys."""
    kinds = (influencers, posts, events, payouts, campaigns, products)
    return {kind.__name__: kind() for kind in kinds}


def in_order(rows: Any) -> list[tuple[Any, ...]]:
    """Rows in an order of their own, nulls and all."""
    return sorted(rows, key=lambda row: tuple((cell is not None, str(cell)) for cell in row))


def results() -> list[tuple[Any, ...]]:
    """What every page is made of, with names for primary keys."""
    influencers = dict(Influencer.objects.values_list("pk", "code"))
    campaigns = dict(Campaign.objects.values_list("pk", "name"))
    products = {pk: name for pk, *name in Product.objects.values_list("pk", "brand__name", "name")}
    return in_order(
        (day, influencers.get(influencer), campaigns.get(campaign), *products.get(product, (None, None)), *rest)
        for day, influencer, campaign, product, *rest in DailyResult.objects.values_list(*FINEST.key, *MEASURES)
    )
