"""The made-up world: the same files for the same arguments, rows that an import accepts, its stories."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from faker import Faker

from healthkart.simulation import ORGANIC, Stories, World, simulate
from healthkart.simulation.catalogue import BRANDS
from healthkart.simulation.people import ENGAGEMENT, PLATFORMS
from healthkart.simulation.seasons import Span, festivals

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = {
    "influencers.csv": "id,name,category,gender,follower_count,platform",
    "posts.csv": "post_id,influencer_id,platform,date,url,caption,reach,likes,comments",
    "tracking_data.csv": "source,campaign,influencer_id,user_id,product,date,orders,revenue",
    "payouts.csv": "reference,influencer_id,basis,rate,orders,total_payout,"
    "campaign,first_day,last_day,status,payout_date",
}
# A small relative of the benchmark's world: few campaigns in many months, all brands.
LONG = {
    "influencers": 300,
    "events": 60_000,
    "posts": 9_000,
    "months": 36,
    "campaigns": 24,
    "products": 60,
    "brands": 6,
}
SMALL = {
    "influencers": 100,
    "events": 4_000,
    "posts": 900,
    "months": 3,
    "campaigns": 8,
    "brands": 3,
    "seed": 1,
}
# As many influencers, campaigns and months as the benchmark's world.
WIDE = LONG | {"influencers": 2_000, "events": 500_000, "posts": 60_000}
# Two campaigns of a brand in one month: no stories among campaigns.
TWO_AT_ONCE = {"months": 2, "campaigns": 12, "brands": 4, "seed": 3}
PRODUCT_BRANDS = {name: brand.name for brand in BRANDS for name, _ in brand.products}


@pytest.fixture(scope="module")
def world() -> World:
    return simulate()


@pytest.fixture(
    scope="module",
    params=[{}, {"seed": 7}, LONG, SMALL, TWO_AT_ONCE],
    ids=["default", "seed", "long", "small", "two at once"],
)
def any_world(request: pytest.FixtureRequest) -> World:
    return simulate(**request.param)


@pytest.fixture(scope="module")
def wide() -> World:
    return simulate(**WIDE)


@pytest.fixture(scope="module")
def files(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    world.write(folder)
    return folder


# The test's own reading of a world, without a look at how it was made.


def month_of(campaign: str) -> pd.Timestamp:
    return pd.to_datetime("_".join(campaign.split("_")[-2:]), format="%b_%Y")


def tracked(world: World) -> pd.DataFrame:
    """The rows that are not organic, with their month."""
    rows = world.tracking[world.tracking["source"] != ORGANIC]
    return rows.assign(influencer_id=rows["influencer_id"].astype("int64"), month=month(rows["date"]))


def month(days: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
    return days.dt.to_period("M").dt.to_timestamp()


def matched_posts(world: World) -> pd.DataFrame:
    """The posts with the brand in their caption, and that brand's campaign of the month, if there is one."""
    posts = world.posts.assign(month=month(world.posts["date"]))
    brands = posts["caption"].map(lambda text: [brand.name for brand in BRANDS if brand.name in text])
    assert brands.map(len).max() <= 1
    posts["brand"] = brands.map(lambda found: found[0] if found else None)
    running: dict[tuple[str, pd.Timestamp], list[str]] = {}
    for name in world.tracking["campaign"].cat.categories:
        running.setdefault((name.split("_")[0], month_of(name)), []).append(name)
    rows = tracked(world)
    sellers = set(zip(rows["campaign"].astype(object), rows["influencer_id"], strict=True))

    def campaign(post: "pd.Series[object]") -> str | None:
        found = running.get((post["brand"], post["month"]), [])
        if len(found) > 1:
            found = [name for name in found if (name, post["influencer_id"]) in sellers]
        return found[0] if len(found) == 1 else None

    posts["campaign"] = posts.apply(campaign, axis=1)
    return posts


def returns(world: World) -> pd.DataFrame:
    """ROAS of each campaign, each payout spread evenly over the posts or orders that it covers."""
    totals = world.payouts.set_index(["influencer_id", "first_day"])["total_payout"]
    by_post = (world.payouts["basis"] == "post").to_numpy()
    posts, rows = matched_posts(world), tracked(world)
    posts["cost"] = spread(posts, totals[by_post], pd.Series(1, posts.index))
    rows["cost"] = spread(rows, totals[~by_post], rows["orders"])
    by_campaign = rows.groupby("campaign", observed=True)
    cost = posts.groupby("campaign")["cost"].sum().add(by_campaign["cost"].sum(), fill_value=0)
    table = pd.DataFrame({"revenue": by_campaign["revenue"].sum(), "cost": cost})
    table["influencers"] = by_campaign["influencer_id"].nunique()
    table["rows"] = by_campaign.size()
    table["roas"] = table["revenue"] / table["cost"]
    return table


def spread(rows: pd.DataFrame, totals: "pd.Series[int]", units: "pd.Series[int]") -> "pd.Series[float]":
    keys = pd.MultiIndex.from_frame(rows[["influencer_id", "month"]])
    paid = totals.reindex(keys).fillna(0).to_numpy()
    return paid * units / units.groupby([rows["influencer_id"], rows["month"]]).transform("sum")


# The same arguments, the same files.


def test_same_arguments_give_the_same_bytes(files: Path, tmp_path: Path) -> None:
    Faker.seed(1)
    np.random.seed(1)
    simulate().write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(COLUMNS)
    for name in COLUMNS:
        assert (tmp_path / name).read_bytes() == (files / name).read_bytes(), name


def test_another_process_gives_the_same_bytes(files: Path, tmp_path: Path) -> None:
    code = "import sys, pathlib, healthkart.simulation as s; s.simulate().write(pathlib.Path(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        check=True,
        cwd=ROOT,
        # Another order of sets, another clock, another language, and a processor without wide registers.
        env={
            **os.environ,
            "PYTHONHASHSEED": "7",
            "TZ": "Asia/Kolkata",
            "LC_ALL": "C",
            "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4",
        },
    )
    for name in COLUMNS:
        assert (tmp_path / name).read_bytes() == (files / name).read_bytes(), name


def test_another_seed_gives_another_world(world: World) -> None:
    other = simulate(seed=43)
    for name, table in world.files.items():
        assert not table.equals(other.files[name]), name


def test_more_events_are_of_the_same_people(world: World) -> None:
    more = simulate(events=20_000, posts=2_000)
    pd.testing.assert_frame_equal(more.influencers, world.influencers)


# The files.


def test_files_hold_what_the_tables_hold(world: World, files: Path) -> None:
    for name, table in world.files.items():
        text = (files / name).read_bytes().decode("utf-8")
        assert text.splitlines()[0] == COLUMNS[name]
        assert "\r" not in text
        assert not text.startswith("\ufeff")
        read = pd.read_csv(files / name, dtype=str, keep_default_na=False)
        assert len(read) == len(table)
        for column in table:
            expected = table[column]
            if column in {"revenue", "rate", "total_payout"}:
                texts = expected.map(lambda paise: f"{paise // 100}.{paise % 100:02}")
            elif expected.dtype.kind == "M":
                texts = expected.dt.strftime("%Y-%m-%d").fillna("")
            else:
                texts = expected.astype("object").map(lambda cell: "" if pd.isna(cell) else str(cell))
            assert read[column].tolist() == texts.tolist(), column


def test_writing_tells_how_far_it_is(world: World, tmp_path: Path) -> None:
    steps: list[int] = []
    world.write(tmp_path / "new" / "folder", steps.append)
    assert sum(steps) == sum(len(table) for table in world.files.values())


# What an import asks for.


def test_counts_are_exact(world: World) -> None:
    assert (len(world.influencers), len(world.posts), len(world.tracking)) == (150, 1_800, 12_000)


def test_influencers_are_complete(any_world: World) -> None:
    people = any_world.influencers
    assert people["id"].tolist() == list(range(1, len(people) + 1))
    assert people["name"].str.fullmatch(r"\S+ \S+").all()
    assert set(people["category"]) == set(ENGAGEMENT)
    assert set(people["platform"]) == set(PLATFORMS)
    assert set(people["gender"]) == {"F", "M", "Non-binary", ""}
    assert people["gender"].isin(["F", "M"]).mean() > 0.85
    assert people["gender"].value_counts()[["F", "M"]].min() > len(people) / 5


def test_all_influencer_types_are_present(any_world: World) -> None:
    followers = any_world.influencers["follower_count"]
    assert followers.between(1_000, 4_000_000).all()
    types = pd.cut(followers, [0, 10_000, 50_000, 100_000, 500_000, 10**9], right=False).value_counts()
    assert (types > 0).all()
    assert types.idxmax() == pd.Interval(10_000, 50_000, closed="left")


def test_posts_are_complete(any_world: World) -> None:
    posts = any_world.posts
    assert posts["post_id"].is_unique
    assert posts["url"].is_unique
    assert posts["influencer_id"].isin(any_world.influencers["id"]).all()
    assert (posts[["reach", "likes", "comments"]] >= 0).all(axis=None)
    assert (posts["likes"] + posts["comments"] <= posts["reach"]).all()
    assert posts["caption"].str.strip().eq(posts["caption"]).all()
    assert posts["caption"].str.len().min() > 20


def test_tracked_rows_are_complete(any_world: World) -> None:
    rows = any_world.tracking
    assert rows["orders"].between(1, 3).all()
    assert rows["revenue"].between(50_00, 50_000_00).all()
    assert rows["user_id"].duplicated().any()
    organic = rows["source"] == ORGANIC
    assert (rows["influencer_id"].isna() == organic).all()
    assert rows.loc[~organic, "influencer_id"].isin(any_world.influencers["id"]).all()
    homes = any_world.influencers.set_index("id")["platform"].astype(str)
    source = rows.loc[~organic, "source"].astype(str)
    assert set(source) == set(PLATFORMS)
    assert 0.9 < (source == homes.loc[rows.loc[~organic, "influencer_id"].astype(int)].to_numpy()).mean() < 1


def test_products_belong_to_the_brand_of_their_campaign(any_world: World) -> None:
    rows = any_world.tracking.dropna(subset="campaign")
    brands = rows["product"].astype(str).map(PRODUCT_BRANDS)
    assert (brands == rows["campaign"].astype(str).str.split("_").str[0]).all()


def test_campaign_events_lie_in_the_month_in_its_name(any_world: World) -> None:
    rows = any_world.tracking.dropna(subset="campaign")
    months = {name: month_of(name) for name in rows["campaign"].cat.categories}
    assert (month(rows["date"]) == rows["campaign"].astype(str).map(months)).all()


@pytest.mark.parametrize(("arguments", "most"), [({}, 1), (LONG, 1), (TWO_AT_ONCE, 2)])
def test_campaigns_are_spread_over_brands_and_months(arguments: dict[str, Any], most: int) -> None:
    names = simulate(**arguments).tracking["campaign"].cat.categories
    assert len(names) == arguments.get("campaigns", 24)
    assert names.is_unique
    assert all(re.fullmatch(r"[A-Za-z]+(_[A-Z][A-Za-z]+)+_[A-Z][a-z]{2}_20\d\d", name) for name in names)
    places = pd.Series([(name.split("_")[0], month_of(name)) for name in names]).value_counts()
    assert places.max() == most


def test_dates_lie_in_the_span(any_world: World) -> None:
    first = min(any_world.posts["date"].min(), any_world.tracking["date"].min())
    last = max(any_world.posts["date"].max(), any_world.tracking["date"].max())
    months = any_world.payouts["first_day"].nunique()
    assert last == pd.Timestamp("2026-10-31")
    assert first == pd.Timestamp("2026-11-01") - pd.DateOffset(months=months)


# Rosters.


def test_a_campaign_books_some_but_not_all(wide: World) -> None:
    rows = tracked(wide)
    sellers = rows.groupby("campaign", observed=True)["influencer_id"].nunique()
    sellers = sellers.drop(index=[wide.stories.tiny_campaign, wide.stories.losing_campaign])
    assert sellers.between(100, 800).all()
    assert sellers.max() > 1.5 * sellers.min()
    assert 0.2 < rows["campaign"].isna().mean() < 0.4


def test_all_campaigns_have_enough_influencers(world: World) -> None:
    sellers = tracked(world).groupby("campaign", observed=True)["influencer_id"].nunique()
    sellers = sellers.drop(index=[world.stories.tiny_campaign, world.stories.losing_campaign])
    assert sellers.between(25, 80).all()
    assert sellers.median() >= 30


def test_who_is_booked_posts_more_in_that_month(wide: World) -> None:
    posts = wide.posts.assign(month=month(wide.posts["date"])).groupby(["influencer_id", "month"]).size()
    booked = tracked(wide).dropna(subset="campaign").groupby(["influencer_id", "month"]).size().index
    others = len(wide.influencers) * wide.posts["date"].dt.to_period("M").nunique() - len(booked)
    in_booked = posts.reindex(booked).fillna(0).sum()
    assert in_booked / len(booked) > 10 * (posts.sum() - in_booked) / others


def test_who_is_not_booked_leaves_no_post_that_would_seem_to_be_of_the_campaign(wide: World) -> None:
    posts = matched_posts(wide).dropna(subset="campaign")
    # A post may sell nothing, but those of a campaign are not by everyone.
    sellers = tracked(wide).dropna(subset="campaign").groupby(["influencer_id", "campaign"], observed=True).size()
    sold = pd.MultiIndex.from_frame(posts[["influencer_id", "campaign"]]).isin(sellers.index)
    usual = posts["campaign"] != wide.stories.losing_campaign
    assert sold[usual & (posts["influencer_id"] != wide.stories.paid_without_sales)].mean() > 0.95


def test_most_influencers_keep_to_two_or_three_brands(wide: World) -> None:
    rows = tracked(wide).dropna(subset="campaign")
    brands = rows["campaign"].astype(str).str.split("_").str[0].groupby(rows["influencer_id"]).nunique()
    assert brands.isin([2, 3]).mean() > 0.6


def test_an_influencer_keeps_to_one_of_two_campaigns_of_a_brand() -> None:
    rows = tracked(simulate(**TWO_AT_ONCE)).dropna(subset="campaign")
    brand = rows["campaign"].astype(str).str.split("_").str[0]
    joined = rows.groupby([rows["influencer_id"], brand, rows["month"]])["campaign"].nunique()
    assert joined.max() == 1


# Payouts.


def test_payouts_reconcile_but_one(any_world: World) -> None:
    payouts = any_world.payouts
    assert payouts["reference"].is_unique
    assert not payouts.duplicated(["influencer_id", "first_day"]).any()
    assert (payouts[["rate", "orders", "total_payout"]] > 0).all(axis=None)
    by_month = ["influencer_id", "month"]
    posts = any_world.posts.assign(month=month(any_world.posts["date"])).groupby(by_month).size()
    orders = tracked(any_world).groupby(by_month)["orders"].sum()
    keys = pd.MultiIndex.from_frame(payouts[["influencer_id", "first_day"]])
    counted = np.where(payouts["basis"] == "post", posts.reindex(keys), orders.reindex(keys))
    due = payouts["rate"] * payouts["orders"]
    odd = payouts[(payouts["orders"] != counted) | (payouts["total_payout"] != due)]
    assert odd["reference"].tolist() == [any_world.stories.unreconciled_payout]
    assert (odd["total_payout"] != odd["rate"] * odd["orders"]).all()
    assert (odd["orders"] != counted[odd.index]).all()
    assert odd["status"].tolist() == ["due"]


def test_everyone_but_one_is_paid_for_what_there_is(any_world: World) -> None:
    # Who is paid by the order and sold nothing, or by the post and posted nothing, has nothing to be paid.
    active = set(tracked(any_world)["influencer_id"]) & set(any_world.posts["influencer_id"])
    assert active - set(any_world.payouts["influencer_id"]) == {any_world.stories.unpaid_seller}


def test_a_few_are_paid_by_either_and_the_others_each_month(world: World) -> None:
    bases = world.payouts.groupby("influencer_id")["basis"].agg(lambda found: "/".join(sorted(set(found))))
    assert bases.value_counts().to_dict() == {"post": 83, "order": 56, "order/post": 6}
    for basis, rows in (("post", world.posts), ("order", tracked(world))):
        rows = rows[rows["influencer_id"].isin(bases.index[bases == basis])]
        paid = world.payouts[world.payouts["influencer_id"].isin(rows["influencer_id"])]
        assert set(zip(rows["influencer_id"], month(rows["date"]), strict=True)) == set(
            zip(paid["influencer_id"], paid["first_day"], strict=True)
        )


def test_payouts_cover_their_month_and_are_paid_after_it(any_world: World) -> None:
    payouts = any_world.payouts
    assert (payouts["first_day"].dt.day == 1).all()
    assert (payouts["last_day"] == payouts["first_day"] + pd.offsets.MonthEnd(0)).all()
    assert set(payouts["status"]) == {"due", "paid"}
    paid = payouts["status"] == "paid"
    assert (payouts["payout_date"].notna() == paid).all()
    assert (payouts.loc[paid, "payout_date"] > payouts.loc[paid, "last_day"]).all()
    assert (payouts["payout_date"].dropna() <= pd.Timestamp("2026-10-31")).all()
    assert payouts.loc[payouts["last_day"] == "2026-10-31", "status"].eq("due").all()


def test_a_payout_names_a_campaign_only_if_all_its_posts_are_matched_to_it(any_world: World) -> None:
    named = any_world.payouts.dropna(subset="campaign")
    assert 0 < len(named) < len(any_world.payouts)
    assert (named["basis"] == "post").all()
    posts = matched_posts(any_world).groupby(["influencer_id", "month"])["campaign"].agg(set)
    found = posts.loc[pd.MultiIndex.from_frame(named[["influencer_id", "first_day"]])]
    assert found.tolist() == [{name} for name in named["campaign"]]


# Believable.


def test_captions_name_brand_and_product(any_world: World) -> None:
    posts = matched_posts(any_world)
    full = {f"{brand} {name}": brand for name, brand in PRODUCT_BRANDS.items()}
    found = posts["caption"].map(lambda text: [name for name in full if name in text])
    assert set(found.map(len)) == {0, 1}
    named = found.map(len) == 1
    assert (found[named].str[0].map(full) == posts.loc[named, "brand"]).all()
    only_brand = ~named & posts["brand"].notna()
    neither = posts["brand"].isna()
    assert 0.9 < named.mean() < 0.96
    assert 0.02 < only_brand.mean() < 0.08
    assert 0.005 < neither.mean() < 0.04


def test_no_product_can_be_taken_for_another() -> None:
    names = [name.casefold() for brand in BRANDS for name, _ in brand.products]
    assert len(set(names)) == len(names)
    assert [(a, b) for a in names for b in names if a != b and a in b] == []
    assert [(a, b.name) for a in names for b in BRANDS if b.name.casefold() in a] == []


def test_captions_are_varied(world: World) -> None:
    captions = world.posts["caption"]
    assert captions.nunique() > 0.9 * len(captions)
    for part in (",", '"', "\n", "#ad", "💪", "% off", "code"):
        assert 0.01 < captions.str.contains(part, regex=False).mean() < 0.99, part


@pytest.mark.parametrize("category", ENGAGEMENT)
def test_engagement_depends_on_category(any_world: World, category: str) -> None:
    people = any_world.influencers
    ids = people.loc[people["category"] == category, "id"]
    posts = any_world.posts[any_world.posts["influencer_id"].isin(ids)]
    rate = (posts["likes"].sum() + posts["comments"].sum()) / posts["reach"].sum()
    assert 0.03 < rate < 0.06
    assert rate == pytest.approx(ENGAGEMENT[category], rel=0.1)


def test_reach_and_rates_grow_with_followers(any_world: World) -> None:
    followers = any_world.influencers.set_index("id")["follower_count"]
    for table, column in ((any_world.posts, "reach"), (any_world.payouts, "rate")):
        rows = table if column == "reach" else table[table["basis"] == "post"]
        usual = rows.groupby("influencer_id")[column].median()
        assert followers[usual.index].rank().corr(usual.rank()) > 0.8


def test_overall_return_is_plausible(any_world: World) -> None:
    rows = tracked(any_world)
    assert 3 < rows["revenue"].sum() / any_world.payouts["total_payout"].sum() < 8
    revenue = rows.groupby("influencer_id")["revenue"].sum()
    cost = any_world.payouts.groupby("influencer_id")["total_payout"].sum()
    losing = (revenue.reindex(cost.index).fillna(0) < cost).mean()
    assert 0.01 < losing < 0.35


def test_the_top_fifth_carries_most(any_world: World) -> None:
    revenue = tracked(any_world).groupby("influencer_id")["revenue"].sum().sort_values(ascending=False)
    top = revenue.head(len(any_world.influencers) // 5).sum() / revenue.sum()
    assert 0.6 < top < 0.92


def test_orders_cluster_after_posts(world: World) -> None:
    rows = tracked(world).sort_values("date")[["influencer_id", "date"]]
    posts = world.posts[["influencer_id", "date"]].astype({"influencer_id": "int64"}).sort_values("date")
    last = pd.merge_asof(rows, posts.assign(post=posts["date"]), on="date", by="influencer_id")["post"]
    lag = (rows["date"].reset_index(drop=True) - last).dt.days
    assert (lag < 7).mean() > 0.75
    assert lag.isna().any()


def test_weeks_have_a_rhythm_and_sales_grow() -> None:
    rows = tracked(simulate(events=200_000, posts=20_000, influencers=1_000, months=24, brands=6))
    by_day = rows.groupby("date").size()
    by_weekday = by_day.groupby(by_day.index.day_of_week).mean()
    assert by_weekday.nlargest(3).index.sort_values().tolist() == [0, 5, 6]
    by_year = by_day.groupby(by_day.index < "2025-11-01").sum()
    assert 1.2 < by_year[False] / by_year[True] < 2.5


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 10, 31), "Diwali_Dhamaka"),
        (date(2025, 10, 20), "Diwali_Dhamaka"),
        (date(2026, 8, 15), "Independence_Sale"),
        (date(2026, 8, 28), "Raksha_Bandhan"),
        (date(2026, 3, 4), "Holi_Offers"),
    ],
)
def test_festivals_fall_on_their_days_and_raise_demand(day: date, name: str) -> None:
    assert name in [festival.name for festival, when in festivals(day.year) if when == day]
    span = Span.until(date(2026, 12, 31), 36)
    place = (day - span.first).days
    assert span.demand[place] > 1.15 * span.demand[place + 14]
    assert span.discount[place] >= 15


def test_a_few_rows_have_an_influencer_but_no_campaign(world: World) -> None:
    assert 0.01 < tracked(world)["campaign"].isna().mean() < 0.12


# The stories.


@pytest.mark.parametrize("seed", range(6))
def test_campaigns_pay_or_do_not_or_are_too_small_to_tell(seed: int) -> None:
    world = simulate(seed=seed)
    check_campaign_stories(world)


@pytest.mark.parametrize("arguments", [LONG, SMALL], ids=["long", "small"])
def test_campaign_stories_hold_in_other_worlds(arguments: dict[str, Any]) -> None:
    check_campaign_stories(simulate(**arguments))


def test_campaigns_side_by_side_have_no_stories() -> None:
    stories = simulate(**TWO_AT_ONCE).stories
    assert (stories.paying_campaign, stories.losing_campaign, stories.tiny_campaign) == (None, None, None)
    assert None not in (stories.paid_without_sales, stories.unpaid_seller, stories.unreconciled_payout)


def check_campaign_stories(world: World) -> None:
    table, stories = returns(world), world.stories
    paying, others = table.loc[stories.paying_campaign], table.drop(index=stories.paying_campaign)
    assert paying["roas"] > 1.5 * others["revenue"].sum() / others["cost"].sum()
    assert paying["influencers"] >= 15
    losing = table.loc[stories.losing_campaign]
    assert losing["roas"] < 1
    posts = matched_posts(world)
    assert posts.loc[posts["campaign"] == stories.losing_campaign, "influencer_id"].nunique() >= 10
    tiny = table.loc[stories.tiny_campaign]
    assert (tiny["influencers"], tiny["rows"]) == (2, 3)
    assert posts.loc[posts["campaign"] == stories.tiny_campaign, "influencer_id"].nunique() == 2


def test_one_is_paid_and_sells_nothing(any_world: World) -> None:
    silent = any_world.stories.paid_without_sales
    payouts = any_world.payouts[any_world.payouts["influencer_id"] == silent]
    assert payouts["total_payout"].sum() > 0
    assert set(payouts["basis"]) == {"post"}
    assert silent not in set(tracked(any_world)["influencer_id"])


def test_one_sells_and_is_paid_nothing(any_world: World) -> None:
    seller = any_world.stories.unpaid_seller
    assert seller not in set(any_world.payouts["influencer_id"])
    assert (tracked(any_world)["influencer_id"] == seller).sum() >= 10
    assert seller in set(any_world.posts["influencer_id"])


def test_organic_sales(any_world: World) -> None:
    rows = any_world.tracking
    organic = rows[rows["source"] == ORGANIC]
    assert len(organic) == round(0.06 * len(rows))
    assert organic["influencer_id"].isna().all()
    assert 0 < organic["campaign"].notna().mean() < 0.5
    assert any_world.stories.tiny_campaign not in set(organic["campaign"])


# Small and odd worlds.


@pytest.mark.parametrize(
    "arguments",
    [
        {"influencers": 1},
        {"events": 0},
        {"posts": 0},
        {"months": 1},
        {"campaigns": 0},
        {"brands": 1},
        {"brands": 6, "products": 6},
        {"influencers": 1, "events": 0, "posts": 0, "months": 1, "campaigns": 0, "brands": 1, "products": 1},
        {"influencers": 1, "events": 1, "posts": 1, "months": 1, "campaigns": 1, "brands": 1, "products": 1},
        {"influencers": 10, "events": 500, "posts": 100, "months": 1},
        {"influencers": 10, "events": 500, "posts": 100, "months": 120},
        {"end": date(2026, 2, 3), "months": 1},
        {"end": date(2031, 5, 20), "months": 3},
    ],
    ids=str,
)
def test_small_and_odd_worlds(arguments: dict[str, Any], tmp_path: Path) -> None:
    world = simulate(**arguments)
    sizes = {"influencers": 150, "posts": 1_800, "events": 12_000} | arguments
    assert len(world.influencers) == sizes["influencers"]
    assert len(world.posts) == sizes["posts"]
    assert len(world.tracking) == sizes["events"]
    end = pd.Timestamp(arguments.get("end", date(2026, 10, 31)))
    first = end.replace(day=1) - pd.DateOffset(months=arguments.get("months", 6) - 1)
    for days in (
        world.posts["date"],
        world.tracking["date"],
        world.payouts["first_day"],
        world.payouts["last_day"],
    ):
        assert days.between(first, end).all()
    world.write(tmp_path)
    for name, table in world.files.items():
        read = pd.read_csv(tmp_path / name, dtype=str, keep_default_na=False)
        assert ",".join(read.columns) == COLUMNS[name]
        assert len(read) == len(table)


def test_without_posts_orders_still_come() -> None:
    world = simulate(posts=0)
    assert len(tracked(world)) == 11_280
    assert set(world.payouts["basis"]) == {"order"}
    assert world.stories == Stories()


def test_without_events_posts_still_cost() -> None:
    world = simulate(events=0)
    assert set(world.payouts["basis"]) == {"post"}
    assert world.payouts["total_payout"].sum() > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"influencers": 0}, "influencers must be at least 1, not 0"),
        ({"events": -1}, "events must be at least 0, not -1"),
        ({"posts": -1}, "posts must be at least 0, not -1"),
        ({"months": 0}, "months must be 1 to 600, not 0"),
        ({"brands": 0}, "brands must be 1 to 6, not 0"),
        ({"brands": 7}, "brands must be 1 to 6, not 7"),
        ({"brands": 6, "products": 5}, "6 brands have 6 to 72 products, not 5"),
        ({"campaigns": 49}, "4 brands in 6 months have 0 to 48 campaigns, not 49"),
        ({"end": date(2, 1, 1), "months": 30}, "30 months before 0002-01-01 is before the calendar begins"),
    ],
)
def test_impossible_worlds_are_refused_by_name(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        simulate(**arguments)


def test_the_simulation_needs_no_django() -> None:
    code = "import sys, healthkart.simulation; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
