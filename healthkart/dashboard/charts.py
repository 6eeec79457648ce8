"""Rows -> charts: a figure, the table behind it, and a sentence that says what it shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from healthkart.analytics.compared import ComparedTimes, present
from healthkart.analytics.folding import Table
from healthkart.analytics.kpis import KPI, Sums, measure
from healthkart.analytics.numbers import show
from healthkart.analytics.performance import Row
from healthkart.analytics.periods import Interval, final_day
from healthkart.analytics.scope import DIMENSION, Scope
from healthkart.dashboard import figures
from healthkart.dashboard.pages import NOTHING, Cell, Chart, Column, DataTable
from healthkart.dashboard.tables import INCOMPLETE, column, narrowed_to_days, ranked, table_of
from healthkart.dashboard.trends import Line, panels
from healthkart.names import name_of

BY: Mapping[Interval, str] = {"day": "By day.", "week": "By week, from Monday.", "month": "By month."}


def kpi_by_dimension(
    rows: Sequence[Row],
    scope: Scope,
    dimension: str,
    kpi: str,
    *,
    title: str,
    subtitle: str = "",
    beside: Sequence[str] = (),
    colors: Mapping[str, str] | None = None,
    influencers: int | None = None,
) -> Chart:
    """A bar for each value of a dimension, the highest first, with its table; in one colour, or in those given.

    What had something in the compared period alone has a row and no bar. `influencers` is how many all rows rest on
    together, where that is known.
    """
    shown = column(kpi)
    unit = shown.unit or "count"
    ordered = ranked(rows, kpi)
    known = [row for row in present(ordered) if row.value(kpi) is not None]
    counted = ("influencers",) if any(row.influencers is not None for row in ordered) else ()
    summary = _highest_and_lowest(known, kpi, DIMENSION[dimension].plural)
    return Chart(
        name=f"{kpi}-by-{dimension}",
        title=title,
        subtitle=(subtitle or shown.help) + faint_in(known),
        figure=figures.clickable(
            figures.bars([_bar(row, kpi, colors or {}) for row in known], unit),
            (dimension,),
            [[row.key for row in known]],
        )
        if known
        else None,
        table=table_of(
            ordered, scope, (dimension,), tuple(dict.fromkeys((kpi, *beside, *counted))), influencers=influencers
        ),
        summary=summary,
        empty=summary if ordered else NOTHING,
    )


def can_be_ranked(row: Row) -> bool:
    """Whether a group rests on enough influencers, as far as these are counted."""
    return row.influencers is None or row.influencers >= figures.TOO_FEW


def faint_in(rows: Iterable[Row]) -> str:
    """What else is to be said of the bars of these groups: what those are that are faint, if any."""
    return "" if all(map(can_be_ranked, rows)) else " Faint: fewer than three influencers, too few to rank."


def _bar(row: Row, kpi: str, colors: Mapping[str, str]) -> figures.Bar:
    (value,) = row.key
    return figures.Bar(name_of(value), row.value(kpi), row.influencers, colors.get(value or "", figures.ACCENT))


def trend(
    by_time: Table,
    scope: Scope,
    interval: Interval,
    days: Sequence[date],
    measures: Sequence[str],
    *,
    name: str,
    title: str,
    compared: ComparedTimes | None = None,
    cut: Mapping[date, str],
) -> Chart:
    """Measures over all days, weeks or months of the span, one panel each; a time without rows adds up to zero.

    Beside them those of the period compared with. `cut` says which days intervals hold that are not whole.
    """
    added_up = by_time.by(interval)
    sums = [added_up.get((day,), Sums()) for day in days]
    before = [compared.sums.get((day,), Sums()) for day in days] if compared else []
    lines = [
        Line(
            KPI[kpi].label,
            KPI[kpi].unit,
            [measure(kpi, each) for each in sums],
            [measure(kpi, each) for each in before],
            compared.days if compared else "",
            [compared.spans.get(day, "") for day in days] if compared else (),
        )
        for kpi in measures
    ]
    columns = (
        Column(interval, DIMENSION[interval].label),
        *(each for kpi in measures for each in _now_and_before(kpi, compared)),
        *([INCOMPLETE] if cut else []),
    )
    spans = [_within(day, interval, scope) for day in days]
    rows = tuple(
        (
            Cell(day, link=narrowed_to_days(scope, *span), sums=sums[place]),
            *(Cell(values[place], line.unit) for line in lines for values in (line.values, line.before) if values),
            *([Cell(cut.get(day, ""))] if cut else []),
        )
        for place, (day, span) in enumerate(zip(days, spans, strict=True))
    )
    return Chart(
        name=name,
        title=title,
        subtitle=" ".join((BY[interval], *_incomplete(cut, days, interval))),
        figure=_narrowing_to_days(panels(days, interval, lines, cut=cut), days, spans) if days else None,
        table=DataTable(columns, rows, _totals(measures, sums, before, cut)),
        summary=_peak(days, lines[0], interval),
    )


def _incomplete(cut: Mapping[date, str], days: Sequence[date], interval: Interval) -> Iterator[str]:
    for day, held in cut.items():
        if len(days) == 1:
            yield f"The {interval} is incomplete: of its days it holds {held}."
        else:
            yield f"The {'first' if day == days[0] else 'last'} {interval} is incomplete: it holds the days {held}."


def _totals(
    measures: Sequence[str], sums: Sequence[Sums], before: Sequence[Sums], cut: Mapping[date, str]
) -> tuple[Cell, ...]:
    """All intervals as one row."""
    if len(sums) < 2:
        return ()
    totals = [Sums.total(each) for each in (sums, before) if each]
    return (
        Cell("All", sums=totals[0]),
        *(Cell(measure(kpi, each), KPI[kpi].unit) for kpi in measures for each in totals),
        *([Cell("")] if cut else []),
    )


def _narrowing_to_days(
    figure: figures.Figure, days: Sequence[date], spans: Sequence[tuple[date, date]]
) -> figures.Figure:
    keys = {str(day): (str(first), str(last)) for day, (first, last) in zip(days, spans, strict=True)}
    return figures.clickable(
        figure, ("date_from", "date_to"), [[keys[day] for day in trace["x"]] for trace in figure["data"]]
    )


def _within(day: date, interval: Interval, scope: Scope) -> tuple[date, date]:
    """The first and last day (inclusive) of the day, week or month that begins on this day, as far as in scope."""
    return max(day, scope.date_from or day), min(final_day(day, interval), scope.date_to or date.max)


def _now_and_before(kpi: str, compared: ComparedTimes | None) -> Sequence[Column]:
    now = Column.of(kpi)
    if compared is None:
        return [now]
    return [now, Column(f"{kpi}_before", f"{now.label}, {compared.days}", now.unit, f"{now.label} of {compared.days}.")]


def _highest_and_lowest(known: Sequence[Row], kpi: str, plural: str) -> str:
    label, unit = column(kpi).label, column(kpi).unit or "count"
    if not known:
        return f"{label} is not known for any of these."
    enough = list(filter(can_be_ranked, known))
    if not enough:
        return "Each rests on fewer than three influencers, too few to rank."
    first, last = enough[0], enough[-1]
    most, least = (show(row.value(kpi), unit) for row in (first, last))
    highest = f"Highest: {name_of(first.key[0])}, {most}"
    if len(enough) == 1:
        return f"{highest}."
    of = f"{len(enough)} {plural}" + (" that can be ranked" if len(enough) < len(known) else "")
    if most == least:
        return f"{label}: {most} for each of {of}."
    return f"{highest}. Lowest of {of}: {name_of(last.key[0])}, {least}."


def _peak(days: Sequence[date], line: Line, interval: Interval) -> str:
    known = [(value, day) for value, day in zip(line.values, days, strict=True) if value is not None]
    if not known:
        return f"{line.label} is not known for these days."
    value, day = max(known, key=lambda pair: pair[0])
    most = show(value, line.unit)
    if len(known) > 1 and show(min(known)[0], line.unit) == most:
        return f"{line.label}: {most} {'throughout' if len(known) == len(days) else 'wherever it is known'}."
    when = "on" if interval == "day" else f"in the {interval} from"
    return f"Highest {line.label.lower()}: {most}, {when} {day:%-d %B %Y}."
