"""/api/v1/summary/ and /api/v1/performance/: the numbers of the pages, for programs."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError as Invalid
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from healthkart.analytics import results
from healthkart.analytics.by_basis import PaidAndDue, payouts_by_basis
from healthkart.analytics.changes import CHANGES
from healthkart.analytics.compared import sums_before, with_sums_before
from healthkart.analytics.comparison import Comparison, comparison
from healthkart.analytics.kpis import KPI, KPIS, Kpi, Sums
from healthkart.analytics.labels import Labels, current_labels
from healthkart.analytics.numbers import exact_rupees
from healthkart.analytics.performance import Row, baseline, performance
from healthkart.analytics.periods import COMPARES
from healthkart.analytics.scope import DIMENSION, DIMENSIONS, TIMES, Dimension, Scope
from healthkart.analytics.transactions import snapshot
from healthkart.dashboard.files import FileAnswer
from healthkart.dashboard.filters import ScopeForm
from healthkart.dashboard.presets import PERIODS
from healthkart.dashboard.reading import influencers_in
from healthkart.dashboard.tables import BESIDE
from healthkart.downloads.spreadsheets import csv_answer
from healthkart.downloads.workbooks import About, Heading, workbook_answer
from healthkart.names import UNKNOWN_NAME

MOST_DIMENSIONS, MOST_ROWS = 4, 10_000
MADE_OF_SUMS = tuple(kpi for kpi in KPIS if kpi.value)
# The columns of a file that no table has.
MEANINGS = {
    each.name: each
    for each in (
        Heading("influencer_name", "text", "The influencer's name; `influencer` is its code."),
        Heading("incremental_roas_base", "ratio", "What was subtracted from ROAS to give incremental ROAS."),
        Heading("paid", "rupees", "Payout that has been paid, in rupees."),
        Heading("due", "rupees", "Payout that is still due, in rupees."),
    )
}


def beside(dimensions: tuple[str, ...]) -> tuple[str, ...]:
    """What rows of these dimensions know beside the KPIs that are made of sums."""
    only: dict[tuple[str, ...], tuple[str, ...]] = {
        ("campaign",): ("incremental_roas_pooled",),
        ("influencer",): ("performance_score",),
    }
    return ("incremental_roas", "incremental_roas_base", *only.get(dimensions, ()))


def columns(dimensions: tuple[str, ...], *, compared: bool = False) -> tuple[str, ...]:
    """The keys of a row, in order; those of a comparison where one is asked for."""
    names = ("influencer_name",) if "influencer" in dimensions else ()
    return (
        *dimensions,
        *names,
        *(kpi.name for kpi in MADE_OF_SUMS),
        *beside(dimensions),
        *(CHANGES if compared else ()),
    )


def rupees(paise: float | None) -> str | None:
    """Money as a decimal string in rupees; None is not known."""
    return None if paise is None else exact_rupees(paise)


def kpi_values(sums: Sums) -> dict[str, Any]:
    """Every KPI that is made of sums: money as decimal strings, ratios as unrounded fractions, unknown as None."""
    return {kpi.name: _as_json(kpi, kpi.value(sums)) for kpi in MADE_OF_SUMS if kpi.value}


def _as_json(kpi: Kpi, value: float | None) -> Any:
    return rupees(value) if kpi.unit == "rupees" else value


class GroupByField(forms.Field):
    """One to four dimensions, separated by commas."""

    def to_python(self, value: str | None) -> tuple[str, ...]:
        return tuple(name.strip() for name in (value or "").split(",") if name.strip())

    def validate(self, value: tuple[str, ...]) -> None:
        super().validate(value)
        if unknown := [name for name in value if name not in DIMENSION]:
            raise Invalid([f"Cannot group by {name!r}; can by {', '.join(DIMENSION)}." for name in unknown])
        if len(value) > MOST_DIMENSIONS or len(set(value)) < len(value):
            raise Invalid(f"Name at most {MOST_DIMENSIONS} dimensions, each once.")


class PerformanceForm(ScopeForm):
    """The shared filters, and how the rows are grouped, ordered, cut and written."""

    group_by = GroupByField()
    ordering = forms.CharField(required=False)
    limit = forms.IntegerField(required=False, min_value=1, max_value=MOST_ROWS)
    min_influencers = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)
    format = forms.ChoiceField(required=False, choices=[("json", "JSON"), ("csv", "CSV"), ("xlsx", "Excel")])

    def clean_ordering(self) -> str:
        ordering: str = self.cleaned_data["ordering"]
        possible = columns(self.cleaned_data.get("group_by", ()), compared=bool(self.cleaned_data.get("compare")))
        if ordering and ordering.removeprefix("-") not in possible:
            raise Invalid(f"Cannot order by {ordering!r}; can by {', '.join(possible)}, with - for falling.")
        return ordering


def asked(request: Request, form: type[ScopeForm]) -> tuple[ScopeForm, Labels]:
    """The valid form of a request; raises a 400 that names each parameter that is wrong."""
    labels = current_labels()
    filters = form(request._request.GET, labels)
    if not filters.is_valid():
        raise ValidationError(filters.complaints())
    return filters, labels


def _or_unknown(dimension: Dimension) -> str:
    return "" if dimension.name == "influencer" else f"; {UNKNOWN_NAME} for what has none"


FILTERS = [
    *(
        OpenApiParameter(each.name, str, many=True, description=f"{each.label}, by name{_or_unknown(each)}.")
        for each in DIMENSIONS
    ),
    OpenApiParameter("date_from", OpenApiTypes.DATE, description="First day, inclusive."),
    OpenApiParameter("date_to", OpenApiTypes.DATE, description="Last day, inclusive."),
    OpenApiParameter(
        "period",
        str,
        enum=list(PERIODS),
        description="In place of days: those that it has now, counted from the last day of the data.",
    ),
    OpenApiParameter("interval", str, enum=[each.name for each in TIMES], description="Only shapes trends on pages."),
    OpenApiParameter(
        "compare",
        str,
        enum=list(COMPARES),
        description="Against the period before, as long and moved by whole weeks, or the same days last year.",
    ),
]


class Summary(APIView):
    """Totals of a scope, the organic sales beside them, and the payout that the filters drop."""

    @extend_schema(parameters=FILTERS, responses=OpenApiTypes.OBJECT)
    @snapshot()
    def get(self, request: Request) -> Response:
        """Revenue, orders, payout, engagement and every KPI of the rows that the filters let through."""
        form, labels = asked(request, ScopeForm)
        scope = form.scope()
        table = results.read_with_the_rest(scope, labels, "influencer")
        organic, dropped = table.organic, table.dropped
        return Response(
            {
                "scope": scope_as_json(scope),
                "totals": kpi_values(table.total) | {"influencers": influencers_in(table)},
                "organic": {
                    "revenue": rupees(organic.revenue) if organic else None,
                    "orders": organic.orders if organic else None,
                },
                "payout_dropped": {
                    "total": rupees(sum(dropped.values())),
                    "by_unknown": {name: rupees(paise) for name, paise in dropped.items()},
                },
                "compared_with": compared_as_json(compared_with(scope, labels), labels),
                "data_version": labels.version,
                "data_as_of": labels.last_day,
            }
        )


def compared_with(scope: Scope, labels: Labels) -> Comparison | None:
    """What a scope asks to be compared with."""
    return comparison(scope, labels.first_day, labels.last_day)


def compared_as_json(against: Comparison | None, labels: Labels) -> dict[str, Any] | None:
    """The days and totals that a scope is compared with; None where there is nothing."""
    if against is None or against.base is None:
        return None
    table = results.read(against.base, labels, "influencer")
    days = {"date_from": against.base.date_from, "date_to": against.base.date_to}
    return days | {"totals": kpi_values(table.total) | {"influencers": influencers_in(table)}}


def scope_as_json(scope: Scope) -> dict[str, Any]:
    """Every filter by name, an empty list or null where it does not narrow."""
    names: dict[str, Any] = {each.name: list(getattr(scope, each.name)) for each in DIMENSIONS}
    others = ("period", "date_from", "date_to", "interval", "compare")
    return names | {name: getattr(scope, name) for name in others}


class Performance(APIView):
    """Groups and how they did."""

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "group_by", str, required=True, description=f"Up to four of {', '.join(DIMENSION)}, comma-separated."
            ),
            *FILTERS,
            OpenApiParameter("ordering", str, description="A key of the rows, with - for falling; unknown comes last."),
            OpenApiParameter("limit", int, description=f"At most so many rows, to {MOST_ROWS}."),
            OpenApiParameter(
                "min_influencers",
                int,
                description="Only groups that rest on so many influencers; their number is then in each row.",
            ),
            OpenApiParameter("format", str, enum=["json", "csv", "xlsx"]),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    @snapshot()
    def get(self, request: Request) -> Response | FileAnswer:
        """A row for each group with every KPI, ROAS against its base, and for influencers the performance score."""
        form, labels = asked(request, PerformanceForm)
        scope, options = form.scope(), form.options()
        dimensions: tuple[str, ...] = options["group_by"]
        least: int | None = options.get("min_influencers")
        counted = ("influencer",) if least else ()
        table = results.read(scope, labels, *dict.fromkeys((*dimensions, "campaign", *counted)))
        before = sums_before(compared_with(scope, labels), labels, *dimensions)
        rows = with_sums_before(performance(table, baseline(scope, table), *dimensions), before)
        keys = (*columns(dimensions, compared=scope.compare is not None), *(("influencers",) if least else ()))
        resting = [row for row in rows if not least or (row.influencers or 0) >= least]
        shown = [as_json(row, keys, dimensions, labels) for row in resting]
        written = ordered(shown, dimensions, options.get("ordering", ""))
        limit = options.get("limit")
        if (wanted := options.get("format", "json")) != "json":  # a file is whole unless a limit is asked for
            return as_file(wanted, "-".join(dimensions), keys, written[:limit], form.query, labels)
        return Response(
            {
                "results": written[: limit or MOST_ROWS],
                "groups": len(written),
                "totals": kpi_values(table.total),
                "data_version": labels.version,
            }
        )


class FileForm(ScopeForm):
    """The shared filters, and how the rows are written."""

    format = forms.ChoiceField(required=False, choices=[("json", "JSON"), ("csv", "CSV"), ("xlsx", "Excel")])


class PayoutsByBasis(APIView):
    """What was paid and what is due, per post and per order."""

    @extend_schema(
        parameters=[*FILTERS, OpenApiParameter("format", str, enum=["json", "csv", "xlsx"])],
        responses=OpenApiTypes.OBJECT,
    )
    @snapshot()
    def get(self, request: Request) -> Response | FileAnswer:
        """A row for each basis of payouts that has any cost in scope; `payout` is paid and due together.

        With `compare` also of those that had any then, and how `payout` changed.
        """
        form, labels = asked(request, FileForm)
        scope = form.scope()
        found = payouts_by_basis(scope, labels, compared_with(scope, labels))
        rows: list[dict[str, Any]] = [
            {"basis": basis, "paid": rupees(each.paid), "due": rupees(each.due), "payout": rupees(each.payout)}
            | ({"payout_change": each.change} if scope.compare else {})
            for basis, each in found.items()
        ]
        if (wanted := form.options().get("format", "json")) != "json":
            heading = ("basis", "paid", "due", "payout", *(("payout_change",) if scope.compare else ()))
            return as_file(wanted, "payouts-by-basis", heading, rows, form.query, labels)
        totals = {"payout": rupees(PaidAndDue.total(found.values()).payout)}
        return Response({"results": rows, "totals": totals, "data_version": labels.version})


def as_file(
    wanted: str, name: str, heading: Sequence[str], rows: Sequence[Mapping[str, Any]], asked: QueryDict, labels: Labels
) -> FileAnswer:
    """These columns of the rows as CSV, or as a workbook that says what was asked."""
    cells = ([row[each] for each in heading] for row in rows)
    if wanted == "csv":
        return csv_answer(name, heading, cells)
    filters = [(key, value) for key, values in asked.lists() for value in values if value and key != "format"]
    return workbook_answer(About(name, filters, labels), [_heading(each) for each in heading], cells)


def _heading(name: str) -> Heading:
    if name in DIMENSION:
        dimension = DIMENSION[name]
        return Heading(name, "date" if dimension.part == "date" else "text", f"{dimension.label}. {dimension.help}")
    if name in KPI:
        return Heading(name, KPI[name].unit, f"{KPI[name].help} Formula: {KPI[name].formula}.")
    if name in BESIDE:
        return Heading(name, BESIDE[name].unit or "text", BESIDE[name].help)
    return MEANINGS[name]


def as_json(row: Row, keys: Sequence[str], dimensions: tuple[str, ...], labels: Labels) -> dict[str, Any]:
    """A group's key, KPIs, ROAS against its base, and how it changed; only keys that such a group can have."""
    key = dict(zip(dimensions, row.key, strict=True))
    if "influencer" in key:
        key["influencer_name"] = labels.by_code[key["influencer"]].name
    known = key | kpi_values(row.sums)
    return known | {name: row.value(name) for name in keys if name not in known}


def ordered(rows: list[dict[str, Any]], dimensions: tuple[str, ...], ordering: str) -> list[dict[str, Any]]:
    """Rows by one of their keys, unknown last either way; where none is asked for by time, else by revenue."""
    times = [name for name in dimensions if name in {each.name for each in TIMES}]
    ordering = ordering or (times[0] if times else "-revenue")
    name, falling = ordering.removeprefix("-"), ordering.startswith("-")
    by_key = sorted(rows, key=lambda row: [str(row[each] or "") for each in dimensions])
    known = [row for row in by_key if row.get(name) is not None]
    # Money is a decimal string, so measures are compared as numbers; codes of one length are in the order of numbers.
    worth = (lambda value: (len(str(value)), str(value))) if name == "influencer" else str
    known.sort(key=lambda row: worth(row[name]) if name in dimensions else Decimal(row[name]), reverse=falling)
    return known + [row for row in by_key if row.get(name) is None]
