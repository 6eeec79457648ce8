"""Rows -> Plotly figures as plain data. No Django, and no plotly: its Python objects are fifty times slower to make.

A colour is the name of a custom property of the style sheet (`--chart-accent`); the script in the browser puts in what
it stands for, so that a figure is the same in light and dark. Bars start at zero, there is no second axis, and names
stand beside the marks. Rupees on an axis are whole rupees (paise come in), percent are fractions with a percent format.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

from healthkart.analytics.kpis import Unit
from healthkart.analytics.numbers import show
from healthkart.dashboard.axes import LETTER, bar_axes, log_ticks, name_above, on_axis, ticks
from healthkart.names import name_of

Figure = Mapping[str, Any]
Key = Sequence[str | None]
MARKUP = re.compile("[&<>]")

ACCENT, BELOW, GROUND = "--chart-accent", "--chart-below", "--chart-ground"
# Okabe and Ito's hues in a fixed order: whatever a colour stands for, it stands for on every page.
SERIES = tuple(f"--chart-series-{number}" for number in range(1, 8))
TOO_FEW = 3  # groups of fewer influencers are drawn pale

BAR, GROUPED_BAR, GAP = 30, 18, 16  # pixels


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its value (None is not known) and how many influencers it rests on."""

    name: str
    value: float | None
    influencers: int | None = None
    color: str = ACCENT


class Point(NamedTuple):
    """One mark of a scatter: where it stands, how large it is, which group gives it its colour, more lines on hover."""

    name: str
    x: float
    y: float
    size: float
    group: str
    hover: tuple[str, ...] = ()


def hues(names: Sequence[str]) -> Mapping[str, str]:
    """A colour for each name, by its place among all of the data: the same on every page, under every filter.

    In an order in which what is new comes last, nothing changes its colour.
    """
    return {name: SERIES[place % len(SERIES)] for place, name in enumerate(names)}


def bars(rows: Sequence[Bar], unit: Unit) -> Figure:
    """Horizontal bars, the first on top, each with its value written at its end; what is not known has no bar."""
    known = [row for row in rows if row.value is not None]
    values, texts = [on_axis(row.value, unit) or 0 for row in known], [show(row.value, unit) for row in known]
    signed = any(value < 0 for value in values)
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": [plain(row.name) for row in known],
                "x": values,
                "text": texts,
                "textposition": "outside",
                "textangle": 0,
                "cliponaxis": False,
                "customdata": [_rests_on(row.influencers) for row in known],
                "hovertemplate": "%{y}: %{text}%{customdata}<extra></extra>",
                "marker": {
                    "color": [
                        BELOW if signed and value < 0 else row.color for row, value in zip(known, values, strict=True)
                    ],
                    "opacity": [_opacity(row.influencers) for row in known],
                },
            }
        ],
        "layout": {
            "height": BAR * max(len(known), 1) + GAP,
            "bargap": 0.35,
            **bar_axes(values, texts),
        },
    }


def shares(
    measures: Sequence[str],
    groups: Sequence[tuple[str, Sequence[float]]],
    texts: Sequence[Sequence[str]],
    colors: Mapping[str, str],
) -> Figure:
    """One bar to a hundred percent for each measure, a part in its colour for each group; texts hold the figures."""
    totals = [sum(values[index] for _, values in groups) for index in range(len(measures))]
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": plain(name),
            "y": list(measures),
            "x": [value / total if total else None for value, total in zip(values, totals, strict=True)],
            "customdata": list(text),
            "text": [_share(value, total) for value, total in zip(values, totals, strict=True)],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "hovertemplate": f"{plain(name)}: %{{customdata}} (%{{x:.1%}})<extra></extra>",
            "marker": {"color": colors[name]},
        }
        for (name, values), text in zip(groups, texts, strict=True)
    ]
    return {
        "data": data,
        "layout": {
            "height": 52 * len(measures) + 56,
            "barmode": "stack",
            "bargap": 0.35,
            "margin": {"r": 0, "b": 8},
            "xaxis": {"range": [0, 1], "visible": False},
            "yaxis": {"autorange": "reversed", "showgrid": False},
            **_legend_above(),
        },
    }


def grouped_bars(
    names: Sequence[str],
    groups: Sequence[tuple[str, Sequence[float | None]]],
    unit: Unit,
    colors: Mapping[str, str],
    influencers: Mapping[str, Sequence[int | None]] | None = None,
) -> Figure:
    """Horizontal bars side by side: for each name a bar for each group in its colour, its value written at its end.

    `influencers` are how many each bar of a group rests on, where that is known.
    """
    counts = influencers or {group: [None] * len(names) for group, _ in groups}
    texts = [show(value, unit) for _, values in groups for value in values if value is not None]
    every = [on_axis(value, unit) or 0 for _, values in groups for value in values if value is not None]
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": plain(group),
            "y": [plain(name) for name in names],
            "x": [on_axis(value, unit) for value in values],
            "text": [show(value, unit) for value in values],
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            "customdata": list(map(_rests_on, counts[group])),
            "hovertemplate": f"%{{y}}, {plain(group)}: %{{text}}%{{customdata}}<extra></extra>",
            "marker": {"color": colors[group], "opacity": list(map(_opacity, counts[group]))},
        }
        for group, values in groups
    ]
    return {
        "data": data,
        "layout": {
            "height": (GROUPED_BAR * max(len(groups), 1) + GAP) * len(names) + 48,
            "barmode": "group",
            "bargap": GAP / (GROUPED_BAR * max(len(groups), 1) + GAP),
            **bar_axes(every, texts),
            **_legend_above(),
        },
    }


def bubbles(
    points: Sequence[Point],
    groups: Sequence[str],
    x: tuple[str, Unit],
    y: tuple[str, Unit],
    size: tuple[str, Unit],
    *,
    log: bool,
) -> Figure:
    """A mark for each point, its area by size, its colour by group in a fixed order; its name and numbers on hover.

    Each of x, y and size is a name and a unit, rupees or a count. On log axes points at zero have no place: leave
    them out and say so.
    """
    largest = max((point.size for point in points), default=0) or 1
    # Written by the browser when a mark is pointed at: two thousand texts would take longer than all else here.
    lines = ("%{text}", _written("x", x), _written("y", y), _written("marker.size", size))
    hover = "<br>".join(lines) + "<extra></extra>"
    data = []
    by_group: dict[str, list[Point]] = {group: [] for group in groups}
    for point in points:
        by_group[point.group].append(point)
    for position, (group, of_group) in enumerate(by_group.items()):
        if of_group:
            data.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": group,
                    "x": [on_axis(point.x, x[1]) for point in of_group],
                    "y": [on_axis(point.y, y[1]) for point in of_group],
                    "text": [plain(point.name) for point in of_group],
                    "hovertemplate": hover,
                    "marker": {
                        "size": [point.size for point in of_group],
                        "sizemode": "area",
                        "sizeref": 2 * largest / 26**2,
                        "sizemin": 4,
                        "color": SERIES[position % len(SERIES)],
                        "opacity": 0.75,
                        "line": {"width": 1, "color": GROUND},
                    },
                }
            )
    axes = _axes(points, x, y, log=log)
    layout = {"height": 440, "dragmode": "zoom", "margin": {"b": 40}, **axes, **_legend_above(1.06)}
    return {"data": data, "layout": layout}


def labelled_points(points: Sequence[Point], x: tuple[str, Unit], y: tuple[str, Unit]) -> Figure:
    """A few marks with their names beside them, both axes from zero."""
    data = [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [on_axis(point.x, x[1]) for point in points],
            "y": [on_axis(point.y, y[1]) for point in points],
            "text": [plain(point.name) for point in points],
            "textposition": _places(points),
            "cliponaxis": False,
            "customdata": [_lines(point.hover) for point in points],
            "hovertemplate": "%{customdata}<extra></extra>",
            "marker": {"size": 11, "color": ACCENT},
        }
    ]
    axes = _axes(points, x, y, log=False)
    axes["annotations"][0]["yshift"] = 14  # above the names of the highest points
    return {"data": data, "layout": {"height": 380, "margin": {"t": 40, "r": 40, "b": 40}, **axes}}


def clickable(figure: Figure, dimensions: Sequence[str], keys: Sequence[Sequence[Key]]) -> Figure:
    """The same figure, each mark of which narrows the page to what it stands for.

    `keys` are the values of these dimensions (or of `date_from` and `date_to`) by trace and mark. They are as they are,
    and so for our script alone: Plotly is not given them.
    """
    values = [[[name_of(value) for value in key] for key in each] for each in keys]
    return {**figure, "narrows": {"dimensions": list(dimensions), "keys": values}}


def plain(name: str) -> str:
    """Other people's text as text: Plotly would take `<b>` or `<a>` in it for markup."""
    return escape(name, quote=False) if MARKUP.search(name) else name


def _written(value: str, named: tuple[str, Unit]) -> str:
    """What stands for a whole number and its name in a text of Plotly's."""
    name, unit = named
    return f"{'₹' if unit == 'rupees' else ''}%{{{value}:,.0f}} {name.lower()}"


def _lines(hover: Sequence[str]) -> str:
    return "<br>".join(map(plain, hover))


def _share(value: float, total: float) -> str:
    """What is written in a part; nothing where it has no room for it in a narrow window."""
    return f"{value / total:.0%}" if total and value / total > 0.06 else ""


def _axes(points: Sequence[Point], x: tuple[str, Unit], y: tuple[str, Unit], *, log: bool) -> dict[str, Any]:
    """Two axes, their ticks and names: that of the upright one stands above it, to be read without turning the head."""

    def axis(values: Iterable[float], unit: Unit) -> dict[str, Any]:
        shown = [on_axis(value, unit) for value in values]
        if log:
            return {"type": "log", **log_ticks(shown, unit)}
        return {"type": "linear", **ticks(shown, unit)}

    return {
        "xaxis": {
            **axis((point.x for point in points), x[1]),
            "title": {"text": x[0], "standoff": 10},
            "showgrid": log,
        },
        "yaxis": axis((point.y for point in points), y[1]),
        "annotations": [name_above(y[0], 1, "--chart-text")],
    }


def _places(points: Sequence[Point]) -> list[str]:
    """Where each point's name stands so that, if it can be had, names cover neither each other, nor a point, nor ticks.

    Worked out for a narrow window, where the plot is 220 by 260 pixels and names are closest.
    """
    height, radius, far = 14, 7, 10_000
    right = ticks((point.x for point in points), "score")["range"][1] or 1
    top = ticks((point.y for point in points), "score")["range"][1] or 1
    centres = [(220 * point.x / right, 260 * point.y / top) for point in points]
    taken = [(x - radius, x + radius, y - radius, y + radius) for x, y in centres]
    taken += [(-far, 0, -far, far), (-far, far, -far, 0)]  # where the ticks are, left of the plot and below it
    places = []
    for point, (x, y) in zip(points, centres, strict=True):
        width = LETTER * len(point.name)
        beside = {
            "top center": (x - width / 2, x + width / 2, y + radius, y + radius + height),
            "bottom center": (x - width / 2, x + width / 2, y - radius - height, y - radius),
            "middle right": (x + radius, x + radius + width, y - height / 2, y + height / 2),
            "middle left": (x - radius - width, x - radius, y - height / 2, y + height / 2),
        }
        free = [place for place, box in beside.items() if not any(_overlap(box, other) for other in taken)]
        places.append((free or ["top center"])[0])
        taken.append(beside[places[-1]])
    return places


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _legend_above(y: float = 1.02) -> dict[str, Any]:
    return {
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": y,
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemsizing": "constant",
        },
    }


def _rests_on(influencers: int | None) -> str:
    return "" if influencers is None else f"<br>{influencers} influencer{'' if influencers == 1 else 's'}"


def _opacity(influencers: int | None) -> float:
    return 0.45 if influencers is not None and influencers < TOO_FEW else 1
