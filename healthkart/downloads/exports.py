"""Rows of a list as plain values: a page of them, or all of them read as they are written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Expression, Model, QuerySet
from rest_framework import serializers

from healthkart.analytics.transactions import snapshot
from healthkart.downloads.workbooks import Heading, Kind
from healthkart.pagination import columns_of

ROWS_AT_ONCE = 2_000

Fields = Mapping[str, serializers.Field[Any, Any, Any, Any]]


class Column(NamedTuple):
    """What is read for a field, and how its values are written (None: as they are)."""

    source: str | Expression
    written: Callable[[Any], Any] | None = None


class Listed:
    """The rows of a list with the fields of its serializer, each field a column or one of `worked_out`.

    Values are those that the serializer would write; it would make an object of every row.
    """

    def __init__(
        self, serializer: type[serializers.ModelSerializer[Any]], worked_out: Mapping[str, Expression]
    ) -> None:
        self.model: type[Model] = serializer.Meta.model
        self.fields: Fields = serializer().fields
        self.worked_out = worked_out

    def headings(self) -> list[Heading]:
        """The columns of a sheet of these rows."""
        return [Heading(name, _kind(field), str(field.help_text or field.label)) for name, field in self.fields.items()]

    def page(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        """These rows, for JSON."""
        columns = [self._column(name, "__".join(self._path(name))) for name in self.fields]
        read = rows.values_list(*(column.source for column in columns))
        return [dict(zip(self.fields, cells, strict=True)) for cells in written(read, columns)]

    def all(self, strands: Sequence[QuerySet[Any]]) -> Iterator[list[Any]]:
        """The strands as one list in their common order, read in one snapshot.

        Rows carry ids whose names are looked up here: a join could lead a database to sort them all first.
        """
        with snapshot():
            columns = [self._by_id(name) for name in self.fields]
            yield from written(in_order(strands, *(column.source for column in columns)), columns)

    def _path(self, name: str) -> list[str]:
        field = self.fields[name]
        slug = [field.slug_field] if isinstance(field, serializers.SlugRelatedField) else []
        return [*str(field.source).split("."), *slug]

    def _column(self, name: str, source: str) -> Column:
        field = self.fields[name]
        decimal = isinstance(field, serializers.DecimalField)
        return Column(self.worked_out.get(name, source), field.to_representation if decimal else None)

    def _by_id(self, name: str) -> Column:
        first, *further = self._path(name)
        if not further or name in self.worked_out:
            return self._column(name, first)
        related: Any = self.model._meta.get_field(first).related_model
        names = dict(related._default_manager.order_by().values_list("pk", "__".join(further)))
        return Column(f"{first}_id", names.get)


def _kind(field: serializers.Field[Any, Any, Any, Any]) -> Kind:
    match field:
        case serializers.DecimalField():
            return "rupees"
        case serializers.IntegerField(read_only=True):
            return "id"
        case serializers.IntegerField():
            return "count"
        case serializers.DateField():
            return "date"
        case _:
            return "text"


def in_order(strands: Sequence[QuerySet[Any]], *sources: str | Expression) -> Iterator[Sequence[Any]]:
    """The strands as one list in their common order: of each row these columns, and after them those of the order."""
    order = columns_of(strands[0])
    read = [
        strand.values_list(*sources, *order).iterator(chunk_size=ROWS_AT_ONCE // len(strands) + 1) for strand in strands
    ]
    if len(read) == 1:
        return read[0]
    position: Callable[[Sequence[Any]], Any] = itemgetter(*range(len(sources), len(sources) + len(order)))
    if strands[0].model._meta.get_field(order[0]).null:
        position = _unknown_lowest(position)
    return merge(*read, key=position, reverse=True)


def rows_in_order(strands: Sequence[QuerySet[Any]], fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The strands as one list in their common order, with these fields of each row.

    Those of a related row, which all have, are looked up here: a join could lead a database to sort all rows first.
    """
    own = [field for field in fields if "__" not in field]
    names = {field.partition("__")[0] for field in fields if "__" in field}
    related = [(f"{name}_id", _related(strands[0].model, name, fields)) for name in names]
    for cells in in_order(strands, *own):
        row = dict(zip(own, cells, strict=False))  # after them come those of the order
        for key, known in related:
            row |= known[row[key]]
        yield row


def _related(model: type[Model], name: str, fields: Iterable[str]) -> dict[int, dict[str, Any]]:
    """What the rows that `name` leads to hold of these fields, by id."""
    held = [field for field in fields if field.startswith(f"{name}__")]
    others: Any = model._meta.get_field(name).related_model
    found = others._default_manager.order_by().values_list("pk", *(field.partition("__")[2] for field in held))
    return {pk: dict(zip(held, values, strict=True)) for pk, *values in found}


def _unknown_lowest(position: Callable[[Sequence[Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    return lambda row: [(cell is not None, cell) for cell in position(row)]


def written(rows: Iterable[Sequence[Any]], columns: Sequence[Column]) -> Iterator[list[Any]]:
    """The first cells of each row as their columns write them; None stays None."""
    ways = [(place, column.written) for place, column in enumerate(columns) if column.written]
    for row in rows:
        cells = list(row[: len(columns)])
        for place, way in ways:
            if cells[place] is not None:
                cells[place] = way(cells[place])
        yield cells
