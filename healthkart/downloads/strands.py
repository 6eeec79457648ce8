"""How a long list is read: names become ids, and the rows with those ids a few strands that are each in order."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Max, Min, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import DIMENSION
from healthkart.names import UNKNOWN_NAME, name_of

MOST = 25


def ids_called(labels: Labels, dimension: str, names: Collection[str]) -> set[int]:
    """The ids (of influencers, campaigns or products, by the dimension's part) that have one of these values.

    Unknown is what has none; 0 among the ids stands for rows without a campaign or product.
    """
    part = carrier(dimension)
    value = labels.value(dimension, part)
    of_none = {0} if UNKNOWN_NAME in names and part != "influencer" else set()
    return {pk for pk in _known(labels, part) if name_of(value(pk)) in names} | of_none


def carrier(dimension: str) -> str:
    """The part of a raw row that has a dimension's values: a product has a brand."""
    part = DIMENSION[dimension].part
    return "product" if part == "brand" else part


def strands(
    rows: QuerySet[Any], asked: Mapping[str, Collection[int]], labels: Labels, *, by_day: bool = False
) -> list[QuerySet[Any]]:
    """The rows that have one of these ids in each of these parts, as querysets that share no row.

    One for each id of the part that narrows most, so that an index on that part and the order of the rows gives the
    first rows of each without reading further. A part with more ids than MOST is compared row by row: it lets
    enough rows through, at least between its first and its last day; `by_day` says that all rows have a day and are
    read by it, so that none beyond these need be. Rows that have no such part may be of any day.
    """
    asked = {part: {pk for pk in ids if pk or _may_lack(rows.model, part)} for part, ids in asked.items()}
    if not all(asked.values()):
        return [rows.none()]
    few = [part for part, ids in asked.items() if len(ids) <= MOST]
    leading = min(few, key=lambda part: len(asked[part]) / len(_known(labels, part)), default=None)
    for part, ids in asked.items():
        if by_day and not leading and 0 not in ids:
            rows = _between(rows, *_days_of(rows.model, part, ids))
        if part != leading:
            # An expression, for no index may be taken that would leave the rows to be sorted.
            rows = rows.alias(**{f"{part}_own": Coalesce(f"{part}_id", 0)}).filter(**{f"{part}_own__in": sorted(ids)})
    return [rows.filter(**{f"{leading}_id": pk or None}) for pk in sorted(asked[leading])] if leading else [rows]


def _may_lack(model: type[Model], part: str) -> bool:
    """Whether a row may be of none: an influencer's rows are of somebody, and a tracked row of some product."""
    return bool(getattr(model._meta.get_field(part), "null", False))


def more_than(most: int, strands: Iterable[QuerySet[Any]]) -> bool:
    """Whether the strands hold more rows than that; they are counted no further."""
    room = most + 1
    for strand in strands:
        room -= strand.order_by()[:room].count() if room else 0
    return not room


def _days_of(model: type[Model], part: str, ids: Collection[int]) -> tuple[date | None, date | None]:
    """The first and the last day of the rows with one of these ids in a part: a look into its index for each."""
    carried: Any = model._meta.get_field(part).related_model
    of_each = model._default_manager.filter(**{part: OuterRef("pk")}).values("date")
    ends = {"first": Min(Subquery(of_each.order_by("date")[:1])), "last": Max(Subquery(of_each.order_by("-date")[:1]))}
    found = carried._default_manager.filter(pk__in=ids).aggregate(**ends)
    return found["first"], found["last"]


def _between(rows: QuerySet[Any], first: date | None, last: date | None) -> QuerySet[Any]:
    """The rows from a first to a last day; none where there is none."""
    return rows.filter(date__gte=first, date__lte=last) if first and last else rows.none()


def _known(labels: Labels, part: str) -> Mapping[int, Any]:
    known: Mapping[int, Any] = {
        "influencer": labels.influencers, "campaign": labels.campaigns, "product": labels.products
    }[part]  # fmt: skip
    return known
