"""Measures over time -> Plotly figures as plain data, as `figures` makes the others. No Django here."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from healthkart.analytics.kpis import Unit
from healthkart.analytics.numbers import show
from healthkart.analytics.periods import Interval
from healthkart.dashboard.axes import name_above, on_axis, ticks, time_axis
from healthkart.dashboard.figures import ACCENT, GROUND, SERIES, Figure

GAP = 0.16  # of the height, between two panels
PALER = 0.65  # what a line is compared with
MANY = 60  # points from which a line is drawn without a mark at each


@dataclass(frozen=True, slots=True)
class Line:
    """One measure over time, a value for each day, week or month; None is not known and leaves a gap.

    `before` are the values of the period that it is compared with, which `against` names, and `spans` the days of each.
    """

    label: str
    unit: Unit
    values: Sequence[float | None]
    before: Sequence[float | None] = ()
    against: str = ""
    spans: Sequence[str] = ()


def panels(days: Sequence[date], interval: Interval, lines: Sequence[Line], *, cut: Collection[date] = ()) -> Figure:
    """Lines over the same days, weeks or months, one panel below the other, each with an axis of its own from zero.

    `days` are the first of each; those that are `cut` lack days, and their points are drawn hollow. What the lines are
    compared with is dashed and paler.
    """
    share = (1 - GAP * (len(lines) - 1)) / len(lines)
    data: list[dict[str, Any]] = []
    layout: dict[str, Any] = {
        "height": 190 * len(lines) + 60,
        "margin": {"t": 28, "b": 40},
        "hovermode": "x unified",
        "hoversubplots": "axis",
        "showlegend": False,
        "annotations": [],
    }
    for index, line in enumerate(lines):
        number = "" if index == 0 else str(index + 1)
        top = 1 - index * (share + GAP)
        color = SERIES[0] if index else ACCENT
        data += ({"type": "scatter", "yaxis": f"y{number}", **trace} for trace in _traces(days, line, color, cut))
        heights = [on_axis(value, line.unit) for value in (*line.values, *line.before)]
        layout[f"yaxis{number}"] = {"domain": [max(top - share, 0), top], **ticks(heights, line.unit, 4)}
        named = f"{line.label} (dashed: {line.against})" if line.before else line.label
        if all(value is None for value in heights):
            named = f"{line.label}: not known"  # else the panel would be empty without a word
        layout["annotations"].append(name_above(named, top, color))
    layout["xaxis"] = {**time_axis(days, interval), "anchor": f"y{len(lines)}" if len(lines) > 1 else "y"}
    return {"data": data, "layout": layout}


def _traces(days: Sequence[date], line: Line, color: str, cut: Collection[date]) -> Iterator[dict[str, Any]]:
    """What a panel shows: the line that this one is compared with, itself, and rings where days are lacking."""
    x = [day.isoformat() for day in days]
    y, before = ([on_axis(value, line.unit) for value in values] for values in (line.values, line.before))
    if before:
        yield {
            **_marked(before, 12, symbol="line-ew-open", line={"width": 2}),
            "name": f"{line.label} then",
            "x": x,
            "y": before,
            "text": [
                show(value, line.unit) + (f" ({line.spans[place]})" if line.spans else "")
                for place, value in enumerate(line.before)
            ],
            "hovertemplate": "%{text}",
            "line": {"color": color, "width": 1.5, "dash": "dash"},
            "opacity": PALER,
        }
    yield {
        **({"mode": "lines+markers", "marker": {"size": 5}} if len(x) < MANY else _marked(y, 5)),
        "name": line.label,
        "x": x,
        "y": y,
        "text": [
            show(value, line.unit) + (", incomplete" if day in cut else "")
            for day, value in zip(days, line.values, strict=True)
        ],
        "hovertemplate": "%{text}",
        "line": {"color": color, "width": 2},
    }
    if hollow := [place for place, day in enumerate(days) if day in cut and y[place] is not None]:
        yield {
            "mode": "markers",
            "x": [x[place] for place in hollow],
            "y": [y[place] for place in hollow],
            "hoverinfo": "skip",
            "marker": {"size": 9, "color": GROUND, "line": {"color": color, "width": 2}},
            "cliponaxis": False,
        }


def _marked(values: Sequence[float | None], size: int, **marker: Any) -> dict[str, Any]:
    """How a line without marks is drawn: with one of this size where a value has no neighbour to be joined with."""
    known = [False, *(value is not None for value in values), False]
    alone = [known[place] and not known[place - 1] and not known[place + 1] for place in range(1, len(known) - 1)]
    if not any(alone):
        return {"mode": "lines"}
    # Plotly takes marks of several sizes for bubbles: pale, with a rim.
    bold = {"size": [size * mark for mark in alone], "opacity": 1, "line": {"width": 0}}
    return {"mode": "lines+markers", "marker": {**bold, **marker}}
