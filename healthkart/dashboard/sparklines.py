"""A line without axes, small enough for a card: numbers -> the path of an SVG. No Django here."""

from collections.abc import Sequence
from itertools import groupby

WIDTH, HEIGHT = 120, 28
MARGIN = 2  # for the stroke
IN_A_ROW = 3  # known values: less is a dash somewhere


def path(values: Sequence[float | None]) -> str:
    """The path of a line from left to right, zero at the bottom; what is not known (None) leaves a gap.

    Empty where hardly any are known in a row: points and dashes are no course.
    """
    runs = [len(list(run)) for known, run in groupby(values, lambda value: value is not None) if known]
    if max(runs, default=0) < min(IN_A_ROW, max(len(values), 2)):
        return ""
    known = [value for value in values if value is not None]
    low, high = min([0, *known]), max([0, *known])
    step, scale = WIDTH / (len(values) - 1), (HEIGHT - 2 * MARGIN) / ((high - low) or 1)
    parts, pen = [], "M"
    for index, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        parts.append(f"{pen}{index * step:.4g} {HEIGHT - MARGIN - (value - low) * scale:.4g}")
        pen = "L"
    return "".join(parts)
