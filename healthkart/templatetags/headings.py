"""The headings of a table's columns, and the choice of columns. In Python, as the cells: a page has fifty."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from healthkart.dashboard import columns
from healthkart.dashboard.definitions import Definition
from healthkart.dashboard.pages import Column, DataTable, Sorting
from healthkart.dashboard.sorting import Order, Orders, in_order, written
from healthkart.markup import escaped, put_together

register = template.Library()

MANY = 5  # columns, from which on a table offers to choose among them


@register.simple_tag(takes_context=True)
def as_sorted(context: Context, table: DataTable, name: str) -> DataTable:
    """A table of this name in the order that the address gives it."""
    return in_order(table, _orders(context).get(name))


@register.simple_tag(takes_context=True)
def column_headings(context: Context, table: DataTable, name: str = "", sorting: Sorting | None = None) -> SafeString:
    """The headings, each with the way to its definition, and in a table with a name a link that sorts by it.

    `sorting` tells how a table is sorted that shows a part of its rows.
    """
    definitions: Mapping[str, Definition] = context.get("definitions") or {}
    orders = dict(_orders(context))
    if sorting:
        orders[name] = Order(sorting.by, sorting.descending)
    order, rest = orders.get(name), _rest(context, (context.get("places") or ()) if sorting else ()) if name else ""

    def heading(column: Column) -> str:
        way = ""
        if name and _can_sort(column, table, sorting):
            sort = written({**orders, name: _next(column, order)}, context.get("main") or "")
            way = (
                f'id="sort-{escaped(name)}-{escaped(column.name)}" href="?{escaped(rest)}sort={quote(sort, safe=",")}"'
            )
        return _heading(column, way, order, column.name in definitions)

    return put_together(map(heading, table.columns))


def _heading(column: Column, way: str, order: Order | None, is_defined: bool) -> str:
    label, name = escaped(column.label), escaped(column.name)
    kind = ' class="num"' if column.unit else ""
    sorted_by = about = arrow = ""
    if order and order.column == column.name:
        words, sign = ("descending", "▼") if order.falling else ("ascending", "▲")
        sorted_by, arrow = f' aria-sort="{words}"', f'<span class="arrow" aria-hidden="true">{sign}</span>'
    heading = f"<a {way}>{label}{arrow}</a>" if way else label + arrow
    if is_defined:
        means = f'popovertarget="means-{name}" aria-label="What {label} means"'
        about = f' <button class="about" type="button" {means}>?</button>'
    return f'<th scope="col" aria-label="{label}"{kind}{sorted_by}>{heading}{about}</th>'


def _can_sort(column: Column, table: DataTable, sorting: Sorting | None) -> bool:
    return bool(column.unit or column.name == "influencer") if sorting else len(table.rows) > 1


def _next(column: Column, order: Order | None) -> Order:
    """How a heading sorts: the other way round where it did already, else numbers falling and names rising."""
    falling = not order.falling if order and order.column == column.name else bool(column.unit)
    return Order(column.name, falling)


def _orders(context: Context) -> Orders:
    return context.get("orders") or {}


def _rest(context: Context, places: Iterable[str]) -> str:
    """What else the page was asked, but for these places in lists, as the beginning of a query string."""
    query = context["request"].GET.copy()
    for name in ("sort", *places):
        query.pop(name, None)
    return f"{query.urlencode()}&" if query else ""


@register.simple_tag(takes_context=True)
def as_seen(context: Context, table: DataTable, name: str) -> DataTable:
    """A table of this name without the columns that the address hides."""
    return columns.without(table, name, context.get("hidden") or ())


@register.simple_tag(takes_context=True)
def with_all_columns(context: Context, name: str) -> str:
    """The address of the page with no column of this table hidden."""
    query = context["request"].GET.copy()
    query.pop("hide", None)
    if hidden := [each for each in context.get("hidden") or () if each[0] != name]:
        query["hide"] = columns.written(hidden, context.get("main") or "")
    return f"?{query.urlencode(safe=',')}" if query else "."


@register.simple_tag(takes_context=True)
def column_choices(context: Context, table: DataTable, name: str) -> SafeString:
    """A box for each column but the first, ticked if it is shown: its place from 1, and its name in the address.

    Nothing for a table of few columns, unless it hides one.
    """
    main, hidden = context.get("main") or "", frozenset(context.get("hidden") or ())
    names = [(name, column.name) for column in table.columns]
    if len(names) < MANY and hidden.isdisjoint(names):
        return put_together(())

    def choice(place: int, column: Column) -> str:
        own = (name, column.name)
        ticked = "" if own in hidden else " checked"
        return (
            f'<li><label><input id="column-{escaped(name)}-{escaped(column.name)}" type="checkbox"{ticked}'
            f' autocomplete="off" data-column="{place}" value="{escaped(columns.written([own], main))}">'
            f" <span>{escaped(column.label)}</span></label></li>"
        )

    return put_together(choice(place, column) for place, column in enumerate(table.columns[1:], start=2))
