"""What the API's lists share: filters by name, and 400 for whatever a list does not understand."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Expression, Q, QuerySet
from django.http import QueryDict
from django.utils.text import slugify
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from healthkart.analytics.asked import called
from healthkart.analytics.labels import current_labels
from healthkart.analytics.scope import DIMENSION
from healthkart.dashboard.filters import NO_DAY, NO_PERIOD, NamesField, settle_days
from healthkart.dashboard.presets import PERIODS
from healthkart.downloads.exports import Listed
from healthkart.downloads.spreadsheets import csv_answer
from healthkart.downloads.strands import carrier, ids_called, more_than, strands
from healthkart.downloads.workbooks import MOST_ROWS, TOO_MANY, About, workbook_answer
from healthkart.pagination import NewestFirst

PAGING = ("cursor", "page_size")
FILES = ("csv", "xlsx")


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class NamesFilter(django_filters.Filter):
    """Rows whose dimension has one of these names, Unknown for none; one that is of nothing in the data is refused."""

    field_class = NamesField

    def __init__(self, dimension: str, path: str) -> None:
        super().__init__(
            field_name=path,
            label=DIMENSION[dimension].label,
            dimension=dimension,
            known=lambda: current_labels().known[dimension],
        )

    def filter(self, qs: QuerySet[Any], value: tuple[str, ...]) -> QuerySet[Any]:
        return qs.filter(called(str(self.field_name), value)) if value else qs


class PartFilter(NamesFilter):
    """Rows whose influencer, campaign or product has one of these values. By id: see strands."""

    def __init__(self, dimension: str) -> None:
        super().__init__(dimension, f"{carrier(dimension)}_id")

    def filter(self, qs: QuerySet[Any], value: tuple[str, ...]) -> QuerySet[Any]:
        return qs  # the filter set's strands


class PlatformFilter(NamesFilter):
    """Tracked rows by where they happened, which is a matter of source and influencer."""

    parent: "NamesFilterSet"

    def filter(self, qs: QuerySet[Any], value: tuple[str, ...]) -> QuerySet[Any]:
        attributed = self.parent.form.cleaned_data.get("attributed") == "true"
        return qs.on_platforms(value, attributed=attributed) if value else qs  # type: ignore[attr-defined]


class DayFilter(django_filters.DateFilter):
    """Rows from or to a day (inclusive) written as YYYY-MM-DD, as on the pages.

    With `or_open` a row that names no such day passes: it is open at that end.
    """

    def __init__(self, path: str, lookup: str, label: str, *, or_open: bool = False) -> None:
        super().__init__(path, lookup, label=label, input_formats=["%Y-%m-%d"], error_messages={"invalid": NO_DAY})
        self.or_open = or_open

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        if value is None:
            return qs
        passes = Q(**{f"{self.field_name}__{self.lookup_expr}": value})
        return qs.filter(passes | Q(**{f"{self.field_name}__isnull": True}) if self.or_open else passes)


class PeriodFilter(django_filters.ChoiceFilter):
    """The days that a period has now, in place of a first and a last: the form hands them to the filters of these."""

    def __init__(self) -> None:
        super().__init__(label="Period", choices=[*PERIODS.items()], error_messages={"invalid_choice": NO_PERIOD})

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs


class StrictForm(forms.Form):
    """A filter's form that refuses a parameter given twice, and a last day before the first; periods become days."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if not isinstance(field, NamesField) and len(self.data.getlist(name)) > 1:  # type: ignore[attr-defined]
                self.add_error(name, "Give it once.")
        settle_days(self, cleaned, lambda: current_labels().last_day)
        return cleaned


class NamesFilterSet(django_filters.FilterSet):
    """Filters by name, checked as strictly as those of the pages."""

    by_day = False  # whether all rows have a day, and are read by it

    class Meta:
        form = StrictForm

    def strands(self) -> list[QuerySet[Any]]:
        """The rows that every filter lets through, as querysets that share no row and are each in order."""
        asked = self.asked()
        return strands(self.qs, asked, current_labels(), by_day=self.by_day) if asked else [self.qs]

    def asked(self) -> dict[str, set[int]]:
        """The ids that the filters let through, by the part of a row that they are of."""
        named = {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value and isinstance(self.filters[name], PartFilter)
        }
        if not named:
            return {}
        labels = current_labels()
        asked: dict[str, set[int]] = {}
        for name, value in named.items():
            part, ids = carrier(name), ids_called(labels, name, value)
            asked[part] = asked[part] & ids if part in asked else ids
        return asked


class OfInfluencer(NamesFilterSet):
    """Rows by the influencer they belong to."""

    influencer_type = PartFilter("influencer_type")
    category = PartFilter("category")
    gender = PartFilter("gender")
    basis = PartFilter("basis")
    influencer = PartFilter("influencer")


class OfProduct(NamesFilterSet):
    """Rows by what they are about."""

    brand = PartFilter("brand")
    product = PartFilter("product")
    campaign = PartFilter("campaign")


class DaysFilterSet(NamesFilterSet):
    """From the first to the last day asked for, both inclusive."""

    by_day = True
    date_from = DayFilter("date", "gte", "First day")
    date_to = DayFilter("date", "lte", "Last day")
    period = PeriodFilter()


class ListOnly(viewsets.ReadOnlyModelViewSet[Any]):
    """A list in cursor pages or as a file, filtered by name; unknown parameters are refused."""

    filterset_class: type[NamesFilterSet]
    serializer_class: type[serializers.ModelSerializer[Any]]
    worked_out: Mapping[str, Expression] = {}  # the fields that no column holds, for the file

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "format",
                str,
                enum=["json", *FILES],
                description="`csv` (text/csv) and `xlsx` are files of all rows that the filters let through, not a "
                f"page of them; a sheet holds {MOST_ROWS} rows.",
            )
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The newest rows first, a page at a time, or all of them as a file."""
        wanted = self._format()
        pages: NewestFirst = self.paginator  # type: ignore[assignment]
        if wanted == "json":
            keys = pages.keys(self.strands_of(request.query_params, request, pages), request)
            return self.get_paginated_response(self._listed().page(self._rows().filter(pk__in=keys)))
        strands, listed = self.strands_of(request.query_params, request, pages), self._listed()
        name = slugify(self._rows().model._meta.verbose_name_plural)
        if wanted == "csv":
            return csv_answer(name, list(listed.fields), listed.all(strands))
        if more_than(MOST_ROWS, strands):
            raise ValidationError({"format": [TOO_MANY]})
        given = [(key, value) for key, values in request.query_params.lists() for value in values if value]
        about = About(name, tuple(pair for pair in given if pair[0] != "format"), current_labels())
        return workbook_answer(about, listed.headings(), listed.all(strands))

    @classmethod
    def strands_of(cls, asked: QueryDict, request: Request, pages: NewestFirst) -> Sequence[QuerySet[Any]]:
        """The rows beyond the request's cursor that pass the filters `asked`; raises a 400 that names what is wrong."""
        found: list[QuerySet[Any]] = []
        for beyond in pages.from_cursor(cls._rows().select_related(None), request):
            filters = cls.filterset_class(asked, beyond, request=request)
            if not filters.is_valid():
                raise ValidationError(filters.errors)
            found += filters.strands()
        return found

    @classmethod
    def _rows(cls) -> QuerySet[Any]:
        rows: QuerySet[Any] = cls.queryset.all()  # type: ignore[union-attr]
        return rows

    @classmethod
    def _listed(cls) -> Listed:
        return Listed(cls.serializer_class, cls.worked_out)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """One row takes no parameters."""
        self._refuse_others(())
        return queryset

    def _format(self) -> str:
        self._refuse_others({*self.filterset_class.get_filters(), *PAGING, "format"})
        wanted = self.request.query_params.get("format") or "json"
        if wanted not in ("json", *FILES):
            raise ValidationError({"format": [f"There is json, {' and '.join(FILES)}, but no {wanted!r}."]})
        paged = [name for name in PAGING if self.request.query_params.get(name)]
        if wanted != "json" and paged:
            raise ValidationError({name: ["A file is whole: it has no pages."] for name in paged})
        return wanted

    def _refuse_others(self, allowed: Collection[str]) -> None:
        """Raise a 400 that names every other parameter, and those of ours that are given twice."""
        given = self.request.query_params
        wrong = {name: ["There is no such parameter."] for name in given if name not in allowed}
        wrong |= {name: ["Give it once."] for name in (*PAGING, "format") if len(given.getlist(name)) > 1}
        if wrong:
            raise ValidationError(wrong)


def rupees_field(**kwargs: Any) -> serializers.DecimalField:
    """Rupees as a decimal string with two places."""
    return serializers.DecimalField(max_digits=17, decimal_places=2, min_value=0, **kwargs)
