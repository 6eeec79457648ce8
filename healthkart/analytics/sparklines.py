"""A line without axes, small enough for a card: numbers -> the path of an SVG. No Django here."""

from collections.abc import Sequence

WIDTH, HEIGHT = 120, 28
MARGIN = 2  # for the stroke


def path(values: Sequence[float | None]) -> str:
    """The path of a line from left to right, zero at the bottom; what is not known (None) leaves a gap.

    Empty where fewer than two values are known: a point has no course.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
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
