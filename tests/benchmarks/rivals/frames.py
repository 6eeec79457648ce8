"""pandas that merges the files at each click, as a Streamlit app over such files usually does.

It is no answer to the same question: its payout is repeated on each row of an influencer, and its posts know neither
brand nor campaign. It is what the same charts cost when they are made this way.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from healthkart.analytics.labels import Labels
from healthkart.analytics.periods import Interval
from healthkart.analytics.scope import Scope
from healthkart.platforms import PLATFORMS
from tests.benchmarks.rivals.duck import TRAITS
from tests.benchmarks.visuals import TABLES, Visual

PERIODS = {"day": "D", "week": "W-MON", "month": "MS"}
OF_POSTS = frozenset(TABLES["posts"])


class Frames:
    """The files as they lie in memory between two clicks."""

    def __init__(self, folder: Path, labels: Labels) -> None:
        self.influencers = pd.DataFrame(
            [(each.code, *(getattr(each, trait) for trait in TRAITS)) for each in labels.influencers.values()],
            columns=["influencer", *TRAITS],
        )
        brands = {name: brand for brand, name in labels.products.values()}
        homes = {label.code: label.platform for label in labels.influencers.values()}
        tracking = read(folder / "tracking_data.csv", ["date"])
        named = tracking["source"].isin(PLATFORMS)
        self.tracking = tracking.assign(
            brand=tracking["product"].map(brands),
            platform=tracking["source"].where(named, tracking["influencer"].map(homes)),
        )
        self.posts = read(folder / "posts.csv", ["date"]).assign(posts=1)
        self.payouts = read(folder / "payouts.csv", []).rename(
            columns={"total_payout": "payout", "basis": "payout_basis"}
        )

    def answer(self, visuals: Sequence[Visual], scope: Scope, interval: Interval) -> list[pd.DataFrame]:
        """A page: merge, filter, then group for each visual."""
        payouts = self.payouts.groupby("influencer", as_index=False)["payout"].sum()
        known = self.influencers.merge(payouts, on="influencer", how="left")
        sales = narrowed(self.tracking.merge(known, on="influencer"), scope)
        posts = narrowed(self.posts.merge(known, on="influencer"), scope)
        answers = []
        for visual in visuals:
            if "payout_basis" in visual.by:
                answers.append(grouped(self.payouts, visual.by, ("payout",), interval))
                continue
            if of_posts := tuple(name for name in visual.measures if name in OF_POSTS):
                by = [name for name in visual.by if name in posts or name == "interval"]
                answers.append(grouped(posts, by, of_posts, interval))
            if of_sales := tuple(name for name in visual.measures if name not in OF_POSTS):
                answers.append(grouped(sales, visual.by, of_sales, interval))
        return answers


def read(file: Path, days: list[str]) -> pd.DataFrame:
    frame = pd.read_csv(file, dtype={"influencer_id": "str"}, parse_dates=days)
    return frame.rename(columns={"influencer_id": "influencer"})


def narrowed(frame: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The rows that pass the filters, as far as they have the columns."""
    for dimension, values in scope.filters():
        if dimension.name in frame:
            frame = frame[frame[dimension.name].isin(values)]
    if scope.date_from:
        frame = frame[frame["date"] >= pd.Timestamp(scope.date_from)]
    if scope.date_to:
        frame = frame[frame["date"] <= pd.Timestamp(scope.date_to)]
    return frame


def grouped(frame: pd.DataFrame, by: Sequence[str], measures: Sequence[str], interval: Interval) -> Any:
    """The measures by some columns: sums, and how many different influencers."""
    how: dict[str, Any] = {name: (name, "sum") for name in measures if name != "influencers"}
    if "influencers" in measures:
        how["influencers"] = ("influencer", "nunique")
    if not by:
        return frame.agg(**how)
    keys = [pd.Grouper(key="date", freq=PERIODS[interval]) if name == "interval" else name for name in by]
    return frame.groupby(keys).agg(**how)
