"""Figures are plain data that plotly itself accepts, and draw what they are given."""

from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest

from healthkart.dashboard import figures
from healthkart.dashboard.figures import Bar, Point
from healthkart.dashboard.trends import Line, panels

POINTS = [
    Point("Asha", 20_000, 400_00, 2, "Micro", ("Asha", "2 orders")),
    Point("Bala", 5_000, 500_00, 5, "Nano", ("Bala", "5 orders")),
]
GENDERS = figures.hues(["Female", "Male"])
FIGURES = {
    "bars": figures.bars([Bar("Fitness", 15.88, 20), Bar("Travel", -2.0, 2), Bar("Unknown", None)], "ratio"),
    "no bars": figures.bars([], "percent"),
    "panels": panels(
        [date(2025, 1, 1), date(2025, 1, 2)],
        "day",
        [Line("Revenue", "rupees", [100, None]), Line("Orders", "count", [1, 0])],
    ),
    "compared": panels(
        [date(2025, 1, 6), date(2025, 1, 13)],
        "week",
        [Line("Revenue", "rupees", [100, 200], [None, 300], "1–31 May 2026"), Line("ROAS", "ratio", [1.0, None])],
        cut=[date(2025, 1, 6), date(2025, 1, 13)],
    ),
    "shares": figures.shares(["Revenue"], [("Female", [30]), ("Male", [10])], [["₹30"], ["₹10"]], GENDERS),
    "shares of nothing": figures.shares(["Orders"], [("Female", [0])], [["0"]], GENDERS),
    "grouped bars": figures.grouped_bars(
        ["Food", "Travel"], [("Female", [1.0, None]), ("Male", [2.0, 3.0])], "ratio", GENDERS
    ),
    "bubbles": figures.bubbles(
        POINTS, ["Nano", "Micro"], ("Followers", "count"), ("Revenue", "rupees"), ("Orders", "count"), log=True
    ),
    "points at zero": figures.labelled_points(
        [Point("Asha", 0, 0, 0, "", ())], ("Payout", "rupees"), ("ROAS", "ratio")
    ),
    "labelled points": figures.labelled_points(POINTS, ("Payout", "rupees"), ("ROAS", "ratio")),
}


def without_colours(part: Any) -> Any:
    """A figure as plotly's Python checks it: our colours are names that the style sheet knows."""
    if isinstance(part, dict):
        return {name: without_colours(value) for name, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [without_colours(value) for value in part]
    return "#000000" if isinstance(part, str) and part.startswith("--chart-") else part


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_accepts_them(name: str) -> None:
    go.Figure(without_colours(FIGURES[name]))


def test_bars_start_at_zero_and_say_what_they_rest_on() -> None:
    (trace,) = FIGURES["bars"]["data"]
    assert (trace["y"], trace["x"], trace["text"]) == (["Fitness", "Travel"], [15.88, -2.0], ["15.88×", "−2.00×"])
    assert trace["customdata"] == ["<br>20 influencers", "<br>2 influencers"]
    assert trace["marker"] == {"color": ["--chart-accent", "--chart-below"], "opacity": [1, 0.45]}
    assert FIGURES["bars"]["layout"]["xaxis"]["range"] == [-2.0, 15.88]


def test_rupees_stand_on_the_axis_as_rupees() -> None:
    revenue, orders = FIGURES["panels"]["data"]
    assert (revenue["y"], revenue["text"], orders["y"]) == ([1.0, None], ["₹1", "–"], [1, 0])


def test_there_is_no_second_axis_on_the_same_panel() -> None:
    layout = FIGURES["panels"]["layout"]
    low, high = layout["yaxis2"]["domain"], layout["yaxis"]["domain"]
    assert low[1] <= high[0]
    assert all("overlaying" not in axis for axis in (layout["yaxis"], layout["yaxis2"]))


def test_a_mark_knows_what_it_narrows_the_page_to() -> None:
    figure = figures.clickable(FIGURES["shares"], ("gender",), [[("Female",)], [("Male",)]])
    assert figure["narrows"] == {"dimensions": ["gender"], "keys": [[["Female"]], [["Male"]]]}
    assert {**figure, "narrows": None} == {**FIGURES["shares"], "narrows": None}
    assert figures.clickable({}, ("category",), [[(None,)]])["narrows"]["keys"] == [[["Unknown"]]]


def test_a_name_covers_no_ticks() -> None:
    near = Point("Parenting", 10_00, 500, 1, "Micro", ())
    low = Point("Food", 500_00, 5, 1, "Micro", ())
    points = (near, low, Point("Lifestyle", 1000_00, 1000, 1, "Micro", ()))
    (trace,) = figures.labelled_points(points, ("Payout", "rupees"), ("ROAS", "ratio"))["data"]
    assert trace["textposition"] == ["middle right", "top center", "top center"]


def test_what_is_compared_is_dashed_in_the_same_hue_and_the_axis_holds_it() -> None:
    before, revenue, *_ = FIGURES["compared"]["data"]
    assert (before["y"], before["line"]["dash"], before["opacity"]) == ([None, 3.0], "dash", 0.65)
    assert before["line"]["color"] == revenue["line"]["color"] == "--chart-accent"
    assert FIGURES["compared"]["layout"]["yaxis"]["range"][1] >= 3.0
    named = [note["text"] for note in FIGURES["compared"]["layout"]["annotations"]]
    assert named == ["Revenue (dashed: 1–31 May 2026)", "ROAS"]


def test_a_value_without_neighbours_has_a_mark() -> None:
    days = [date(2025, 1, 1) + timedelta(days=place) for place in range(60)]
    many = [2.0, None, 1.0, 3.0, None, 5.0, *[None] * 54]
    before, now = panels(days, "day", [Line("ROAS", "ratio", many, many, "2024")])["data"]
    for line, size in ((before, 12), (now, 5)):
        assert line["mode"] == "lines+markers"
        assert [place for place, each in enumerate(line["marker"]["size"]) if each] == [0, 5]
        assert max(line["marker"]["size"]) == size
    (joined,) = panels(days, "day", [Line("Revenue", "rupees", [1.0] * 60)])["data"]
    assert joined["mode"] == "lines"
    before, now = panels(days[:1], "day", [Line("ROAS", "ratio", [2.0], [1.0], "2024")])["data"]
    assert before["marker"]["size"] == [12]


def test_a_panel_of_nothing_known_says_so() -> None:
    for before in ([], [None]):
        (name,) = panels([date(2025, 1, 1)], "day", [Line("ROAS", "ratio", [None], before, "2024")])["layout"][
            "annotations"
        ]
        assert name["text"] == "ROAS: not known"


def test_a_point_that_lacks_days_is_hollow_and_says_so() -> None:
    _, revenue, rings, roas, ring = FIGURES["compared"]["data"]
    assert revenue["text"] == ["₹1, incomplete", "₹2, incomplete"]
    assert (rings["x"], rings["y"]) == (["2025-01-06", "2025-01-13"], [1.0, 2.0])
    assert rings["marker"]["color"] == "--chart-ground"
    assert roas["text"][-1] == "–, incomplete"
    assert ring["x"] == ["2025-01-06"]  # what is not known has no point


def test_bars_side_by_side_are_faint_where_they_rest_on_few() -> None:
    figure = figures.grouped_bars(
        ["Fitness", "Beauty"],
        [("Female", [2.0, 1.0]), ("Male", [3.0, None])],
        "ratio",
        {"Female": "red", "Male": "blue"},
        {"Female": [3, 1], "Male": [2, None]},
    )
    assert [trace["marker"]["opacity"] for trace in figure["data"]] == [[1, 0.45], [0.45, 1]]
    assert "1 influencer" in figure["data"][0]["customdata"][1]
    assert "%{customdata}" in figure["data"][0]["hovertemplate"]
