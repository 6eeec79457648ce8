"""Rows -> Plotly figures as plain data. No Django, and no plotly: its Python objects are fifty times slower to make.

A colour is the name of a custom property of the style sheet (`--chart-accent`); the script in the browser puts in what
it stands for, so that a figure is the same in light and dark. Bars start at zero, there is no second axis, and names
stand beside the marks. Rupees on an axis are whole rupees (paise come in), percent are fractions with a percent format.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from healthkart.analytics.kpis import Unit
from healthkart.analytics.numbers import show

Figure = Mapping[str, Any]

ACCENT, BELOW = "--chart-accent", "--chart-below"
# Okabe and Ito's hues in a fixed order: whatever a colour stands for, it stands for on every page.
SERIES = tuple(f"--chart-series-{number}" for number in range(1, 8))
TOO_FEW = 3  # groups of fewer influencers are drawn pale

AXIS_FORMATS: dict[Unit, dict[str, Any]] = {
    "rupees": {"tickprefix": "₹", "tickformat": ",.2~s"},
    "count": {"tickformat": ",.2~s"},
    "ratio": {"ticksuffix": "×"},
    "percent": {"tickformat": ",.1~%"},
    "score": {},
}
BAR_HEIGHT, BAR_MARGIN = 30, 64


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its value (None is not known) and how many influencers it rests on."""

    name: str
    value: float | None
    influencers: int | None = None
    color: str = ACCENT


@dataclass(frozen=True, slots=True)
class Line:
    """One measure over time, a value for each day, week or month; None is not known and leaves a gap."""

    label: str
    unit: Unit
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Point:
    """One mark of a scatter: where it stands, how large it is, and which group gives it its colour."""

    name: str
    x: float
    y: float
    size: float
    group: str
    hover: str


def on_axis(value: float | None, unit: Unit) -> float | None:
    """A value as an axis shows it: rupees instead of paise."""
    return value / 100 if value is not None and unit == "rupees" else value


def bars(rows: Sequence[Bar], unit: Unit) -> Figure:
    """Horizontal bars, the first on top, each with its value written at its end; what is not known has no bar."""
    known = [row for row in rows if row.value is not None]
    signed = any(row.value < 0 for row in known if row.value is not None)
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": [row.name for row in known],
                "x": [on_axis(row.value, unit) for row in known],
                "text": [show(row.value, unit) for row in known],
                "textposition": "outside",
                "cliponaxis": False,
                "customdata": [_rests_on(row.influencers) for row in known],
                "hovertemplate": "%{y}: %{text}%{customdata}<extra></extra>",
                "marker": {
                    "color": [BELOW if signed and (row.value or 0) < 0 else row.color for row in known],
                    "opacity": [_opacity(row.influencers) for row in known],
                },
            }
        ],
        "layout": {
            "height": BAR_HEIGHT * max(len(known), 1) + BAR_MARGIN,
            "bargap": 0.35,
            "xaxis": {"rangemode": "tozero", "zeroline": True, "nticks": 6, **AXIS_FORMATS[unit]},
            "yaxis": {"autorange": "reversed", "automargin": True, "type": "category", "showgrid": False},
        },
    }


def panels(days: Sequence[date], lines: Sequence[Line]) -> Figure:
    """Lines over the same days, one panel below the other, each with an axis of its own that starts at zero."""
    share, gap = 1 / len(lines), 0.12 if len(lines) > 1 else 0
    data, layout = [], {"height": 200 * len(lines) + 60, "hovermode": "x unified"}
    x = [day.isoformat() for day in days]
    for index, line in enumerate(lines):
        number = "" if index == 0 else str(index + 1)
        top = 1 - index * share
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if len(x) < 60 else "lines",
                "name": line.label,
                "x": x,
                "y": [on_axis(value, line.unit) for value in line.values],
                "text": [show(value, line.unit) for value in line.values],
                "hovertemplate": "%{text}",
                "yaxis": f"y{number}",
                "line": {"color": SERIES[0] if index else ACCENT, "width": 2},
                "marker": {"size": 5},
            }
        )
        layout[f"yaxis{number}"] = {
            "domain": [top - share + (gap if index < len(lines) - 1 else 0), top],
            "rangemode": "tozero",
            "nticks": 5,
            "title": {"text": line.label, "standoff": 8},
            "automargin": True,
            **AXIS_FORMATS[line.unit],
        }
    layout["xaxis"] = {"type": "date", "showgrid": False, "anchor": f"y{len(lines)}" if len(lines) > 1 else "y"}
    layout["showlegend"] = False
    return {"data": data, "layout": layout}


def shares(
    measures: Sequence[str], groups: Sequence[tuple[str, Sequence[float]]], texts: Sequence[Sequence[str]]
) -> Figure:
    """One bar to a hundred percent for each measure, a part for each group; texts hold the true figures."""
    totals = [sum(values[index] for _, values in groups) for index in range(len(measures))]
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": list(measures),
            "x": [value / total if total else None for value, total in zip(values, totals, strict=True)],
            "customdata": list(text),
            "texttemplate": "%{x:.0%}",
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "hovertemplate": f"{name}: %{{customdata}} (%{{x:.1%}})<extra></extra>",
            "marker": {"color": SERIES[position % len(SERIES)]},
        }
        for position, ((name, values), text) in enumerate(zip(groups, texts, strict=True))
    ]
    return {
        "data": data,
        "layout": {
            "height": 52 * len(measures) + 90,
            "barmode": "stack",
            "bargap": 0.35,
            "xaxis": {"range": [0, 1], "tickformat": ".0%", "nticks": 5},
            "yaxis": {"autorange": "reversed", "automargin": True, "showgrid": False},
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        },
    }


def grouped_bars(names: Sequence[str], groups: Sequence[tuple[str, Sequence[float | None]]], unit: Unit) -> Figure:
    """Horizontal bars side by side: for each name a bar for each group."""
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": group,
            "y": list(names),
            "x": [on_axis(value, unit) for value in values],
            "text": [show(value, unit) for value in values],
            "textposition": "outside",
            "cliponaxis": False,
            "hovertemplate": f"%{{y}}, {group}: %{{text}}<extra></extra>",
            "marker": {"color": SERIES[position % len(SERIES)]},
        }
        for position, (group, values) in enumerate(groups)
    ]
    return {
        "data": data,
        "layout": {
            "height": 20 * len(names) * max(len(groups), 1) + 20 * len(names) + 90,
            "barmode": "group",
            "bargap": 0.3,
            "xaxis": {"rangemode": "tozero", "nticks": 6, **AXIS_FORMATS[unit]},
            "yaxis": {"autorange": "reversed", "automargin": True, "type": "category", "showgrid": False},
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        },
    }


def bubbles(
    points: Sequence[Point], groups: Sequence[str], x: tuple[str, Unit], y: tuple[str, Unit], *, log: bool
) -> Figure:
    """A mark for each point, its area by size, its colour by group in a fixed order, names on hover.

    On log axes points at zero have no place: leave them out and say so.
    """
    largest = max((point.size for point in points), default=0) or 1
    data = []
    for position, group in enumerate(groups):
        of_group = [point for point in points if point.group == group]
        if of_group:
            data.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": group,
                    "x": [on_axis(point.x, x[1]) for point in of_group],
                    "y": [on_axis(point.y, y[1]) for point in of_group],
                    "text": [point.hover for point in of_group],
                    "hovertemplate": "%{text}<extra></extra>",
                    "marker": {
                        "size": [point.size for point in of_group],
                        "sizemode": "area",
                        "sizeref": 2 * largest / 34**2,
                        "sizemin": 4,
                        "color": SERIES[position % len(SERIES)],
                        "opacity": 0.7,
                    },
                }
            )
    kind = "log" if log else "linear"
    return {"data": data, "layout": {"height": 440, **_axes(x, y, kind), **_legend_above()}}


def labelled_points(points: Sequence[Point], x: tuple[str, Unit], y: tuple[str, Unit]) -> Figure:
    """A few marks with their names beside them, both axes from zero."""
    data = [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [on_axis(point.x, x[1]) for point in points],
            "y": [on_axis(point.y, y[1]) for point in points],
            "text": [point.name for point in points],
            "textposition": "top center",
            "cliponaxis": False,
            "customdata": [point.hover for point in points],
            "hovertemplate": "%{customdata}<extra></extra>",
            "marker": {"size": 11, "color": ACCENT},
        }
    ]
    return {"data": data, "layout": {"height": 380, **_axes(x, y, "linear")}}


def _axes(x: tuple[str, Unit], y: tuple[str, Unit], kind: str) -> dict[str, Any]:
    def axis(label: str, unit: Unit) -> dict[str, Any]:
        powers = {"dtick": 1} if kind == "log" else {"rangemode": "tozero", "nticks": 6}
        title = {"text": label, "standoff": 10}
        return {"type": kind, "title": title, "automargin": True, **powers, **AXIS_FORMATS[unit]}

    return {"xaxis": axis(*x), "yaxis": axis(*y)}


def _legend_above() -> dict[str, Any]:
    return {
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "itemsizing": "constant"},
    }


def _rests_on(influencers: int | None) -> str:
    return "" if influencers is None else f"<br>{influencers} influencer{'' if influencers == 1 else 's'}"


def _opacity(influencers: int | None) -> float:
    return 0.45 if influencers is not None and influencers < TOO_FEW else 1
