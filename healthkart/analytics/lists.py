"""What the API's lists share: filters by name, and 400 for whatever a list does not understand."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ValidationError

from healthkart.analytics.filters import NamesField
from healthkart.analytics.labels import current_labels
from healthkart.analytics.scope import DIMENSION
from healthkart.pagination import NewestFirst

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


class DaysFilterSet(django_filters.FilterSet):
    """From the first to the last day asked for, both inclusive."""

    date_from = django_filters.DateFilter("date", "gte", label="First day")
    date_to = django_filters.DateFilter("date", "lte", label="Last day")


class ListOnly(viewsets.ReadOnlyModelViewSet[Any]):
    """A list in cursor pages, filtered by name; unknown parameters are refused."""

    filterset_class: type[django_filters.FilterSet]

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.action == "list":
            allowed = set(self.filterset_class.get_filters()) | PAGING
            unknown = [name for name in self.request.query_params if name not in allowed]
            if unknown:
                raise ValidationError({name: ["There is no such parameter."] for name in unknown})
            self._check_page_size()
            self._check_days()
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def _check_page_size(self) -> None:
        size = self.request.query_params.get("page_size", "1")
        if not size.isdecimal() or not 1 <= int(size) <= NewestFirst.max_page_size:
            raise ValidationError({"page_size": [f"Give a whole number from 1 to {NewestFirst.max_page_size}."]})

    def _check_days(self) -> None:
        first, last = (self.request.query_params.get(name, "") for name in ("date_from", "date_to"))
        if first and last and last < first:
            raise ValidationError({"date_to": [f"The last day, {last}, is before the first day, {first}."]})


def rupees_field(**kwargs: Any) -> serializers.DecimalField:
    """Rupees as a decimal string with two places."""
    return serializers.DecimalField(max_digits=17, decimal_places=2, min_value=0, **kwargs)
