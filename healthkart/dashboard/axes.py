"""The axes of figures: from zero, with round ticks, all of an axis in one unit, lakh or crore. No Django here."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, floor, log10
from typing import Any

from healthkart.analytics.kpis import Unit
from healthkart.analytics.numbers import CRORE, LAKH, grouped, short
from healthkart.analytics.periods import Interval

MOST_TICKS = 9
MOST_WEEKS = 22  # that are told by weeks: among more, months are found more easily
DAY = 24 * 60 * 60 * 1000  # milliseconds
LETTER = 7  # the width of a digit in the charts' 12 px, generously


def on_axis(value: float | None, unit: Unit) -> float | None:
    """A value as an axis shows it: rupees instead of paise."""
    return value / 100 if value is not None and unit == "rupees" else value


def bar_axes(values: Sequence[float], texts: Sequence[str]) -> dict[str, Any]:
    """Axes of horizontal bars whose values are written at their ends: no ticks, from zero, and room for the texts."""
    low, high = min([0, *values]), max([0, *values])
    room = LETTER * max((len(text) for text in texts), default=0) + 8
    xaxis = {"range": [low, high if high > low else 1], "showgrid": False, "showticklabels": False}
    yaxis = {"autorange": "reversed", "type": "category", "showgrid": False}
    return {
        "margin": {"r": room + 8, "t": 0, "b": 8},
        "xaxis": {**xaxis, "zeroline": True},
        "yaxis": {**yaxis, "ticklabelstandoff": room} if low < 0 else yaxis,
    }


def ticks(values: Iterable[float | None], unit: Unit, about: int = 5) -> dict[str, Any]:
    """A linear axis from zero to a round tick above the highest value; all its ticks in one unit, lakh or crore."""
    known = [value for value in values if value is not None]
    low, high = min([0, *known]), max([0, *known])
    rough = (high - low) / about or 1
    if unit in ("rupees", "count"):
        rough = max(rough, 1)
    power = 10 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    first, last = floor(low / step), ceil(high / step)
    ticks = [index * step for index in range(first, max(last, first + 1) + 1)]
    return {"range": [ticks[0], max(ticks[-1], 1.04 * high)], "tickvals": ticks, "ticktext": _tick_texts(ticks, unit)}


def time_axis(days: Sequence[date], interval: Interval) -> dict[str, Any]:
    """An axis of days, weeks or months that begin on these days; its ticks stand on them.

    By itself Plotly would put weeks on Sundays, and hours or days between a few points.
    """
    axis = {"type": "date", "showgrid": False, "hoverformat": "%-d %b %Y"}
    if len(days) <= (MOST_WEEKS if interval == "week" else MOST_TICKS):
        marked = days[:: ceil(len(days) / MOST_TICKS) or 1]
        return {**axis, "tickvals": [day.isoformat() for day in marked], "ticktext": _tick_days(marked, interval)}
    return {
        **axis,
        "tickformatstops": [
            {"dtickrange": [None, 28 * DAY], "value": "%-d %b\n%Y"},
            {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
    }


def _tick_days(days: Sequence[date], interval: Interval) -> list[str]:
    """Days or months in words; the year below all of them if they have several, else below the first."""
    several = len({day.year for day in days}) > 1
    form = "%b" if interval == "month" else "%-d %b"
    return [f"{day:{form}}" + (f"<br>{day.year}" if several or not place else "") for place, day in enumerate(days)]


def _tick_texts(ticks: Sequence[float], unit: Unit) -> list[str]:
    match unit:
        case "ratio":
            return [f"{tick:g}×" for tick in ticks]
        case "percent":
            return [f"{100 * tick:g} %" for tick in ticks]
        case "score":
            return [f"{tick:g}" for tick in ticks]
    size, name = next(((size, name) for size, name in ((CRORE, " Cr"), (LAKH, " L")) if ticks[-1] >= size), (1, ""))
    return [_currency(unit) + (f"{tick / size:g}{name}" if name and tick else grouped(round(tick))) for tick in ticks]


def log_ticks(values: Iterable[float | None], unit: Unit) -> dict[str, Any]:
    """Powers of ten, and what lies between them where there are few of them."""
    known = [value for value in values if value]
    low, high = floor(log10(min(known, default=1))), ceil(log10(max(known, default=1)))
    between = (1, 2, 5) if high - low < 3 else (1, 3) if high - low < 5 else (1,)
    ticks = [factor * 10**power for power in range(low, high + 1) for factor in between]
    return {"tickvals": ticks, "ticktext": [_currency(unit) + short(tick).replace(".0 ", " ") for tick in ticks]}


def _currency(unit: Unit) -> str:
    return "₹" if unit == "rupees" else ""


def name_above(text: str, y: float, color: str) -> dict[str, Any]:
    """A name that stands above the left end of a panel."""
    return {
        "text": text,
        "font": {"color": color, "weight": 600},
        "showarrow": False,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yref": "paper",
        "yanchor": "bottom",
    }
