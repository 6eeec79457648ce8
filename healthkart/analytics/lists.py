"""What the API's lists share: filters by name, and 400 for whatever a list does not understand."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ValidationError

from healthkart.analytics.filters import NamesField
from healthkart.analytics.labels import current_labels
from healthkart.analytics.scope import DIMENSION

PAGING = {"cursor", "page_size"}


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class NamesFilter(django_filters.Filter):
    """Rows whose dimension has one of these names; a name that stands for nothing in the data is refused."""

    field_class = NamesField

    def __init__(self, dimension: str, path: str) -> None:
        super().__init__(
            field_name=path,
            label=DIMENSION[dimension].label,
            dimension=dimension,
            known=lambda: current_labels().known[dimension],
        )

    def filter(self, qs: QuerySet[Any], value: tuple[str, ...]) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class PlatformFilter(NamesFilter):
    """Tracked rows by where they happened, which is a matter of source and influencer."""

    def filter(self, qs: QuerySet[Any], value: tuple[str, ...]) -> QuerySet[Any]:
        return qs.on_platforms(value) if value else qs  # type: ignore[attr-defined]


class DayFilter(django_filters.DateFilter):
    """Rows from or to a day (inclusive) written as YYYY-MM-DD, as on the pages.

    With `or_open` a row that names no such day passes: it is open at that end.
    """

    def __init__(self, path: str, lookup: str, label: str, *, or_open: bool = False) -> None:
        super().__init__(path, lookup, label=label, input_formats=["%Y-%m-%d"])
        self.or_open = or_open

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        if value is None:
            return qs
        passes = Q(**{f"{self.field_name}__{self.lookup_expr}": value})
        return qs.filter(passes | Q(**{f"{self.field_name}__isnull": True}) if self.or_open else passes)


class StrictForm(forms.Form):
    """A filter's form that refuses a parameter given twice, and a last day before the first."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if not isinstance(field, NamesField) and len(self.data.getlist(name)) > 1:  # type: ignore[attr-defined]
                self.add_error(name, "Give it once.")
        first, last = cleaned.get("date_from"), cleaned.get("date_to")
        if first and last and last < first:
            self.add_error("date_to", f"The last day, {last}, is before the first day, {first}.")
        return cleaned


class NamesFilterSet(django_filters.FilterSet):
    """Filters by name, checked as strictly as those of the pages."""

    class Meta:
        form = StrictForm


class OfInfluencer(NamesFilterSet):
    """Rows by the influencer they belong to."""

    influencer_type = NamesFilter("influencer_type", "influencer__influencer_type")
    category = NamesFilter("category", "influencer__category")
    gender = NamesFilter("gender", "influencer__gender")
    basis = NamesFilter("basis", "influencer__basis")
    influencer = NamesFilter("influencer", "influencer__code")


class OfProduct(NamesFilterSet):
    """Rows by what they are about."""

    brand = NamesFilter("brand", "product__brand__name")
    product = NamesFilter("product", "product__name")
    campaign = NamesFilter("campaign", "campaign__name")


class DaysFilterSet(NamesFilterSet):
    """From the first to the last day asked for, both inclusive."""

    date_from = DayFilter("date", "gte", "First day")
    date_to = DayFilter("date", "lte", "Last day")


class ListOnly(viewsets.ReadOnlyModelViewSet[Any]):
    """A list in cursor pages, filtered by name; unknown parameters are refused."""

    filterset_class: type[django_filters.FilterSet]

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        listed = self.action == "list"
        allowed = set(self.filterset_class.get_filters()) | PAGING if listed else set()
        wrong = {name: ["There is no such parameter."] for name in self.request.query_params if name not in allowed}
        wrong |= {name: ["Give it once."] for name in PAGING if len(self.request.query_params.getlist(name)) > 1}
        if wrong:
            raise ValidationError(wrong)
        return super().filter_queryset(queryset) if listed else queryset


def rupees_field(**kwargs: Any) -> serializers.DecimalField:
    """Rupees as a decimal string with two places."""
    return serializers.DecimalField(max_digits=17, decimal_places=2, min_value=0, **kwargs)
