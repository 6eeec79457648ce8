"""What the menu and the page of saved views show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.contrib.auth.models import User

from healthkart.analytics.kpis import KPI
from healthkart.analytics.labels import Labels
from healthkart.dashboard.filters import ScopeForm
from healthkart.dashboard.sorting import Order
from healthkart.permissions import kept_by
from healthkart.saved_views.addresses import place_at
from healthkart.saved_views.forms import SavedViewForm
from healthkart.saved_views.models import SavedView


@dataclass(frozen=True, slots=True)
class Menu:
    """The views of a reader's menu, and whether there is a page under it that can be saved."""

    mine: Sequence[SavedView]
    team: Sequence[SavedView]
    address: str
    can_save: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A view of the list: its page and filters in words, or what is wrong with them, and its form for whoever may
    change it."""

    view: SavedView
    page: str
    words: Sequence[str]
    complaints: Mapping[str, Sequence[str]]
    form: SavedViewForm | None
    can_delete: bool


@dataclass(frozen=True, slots=True)
class ListOfViews:
    """The page: the reader's own views and the team's."""

    mine: Sequence[Listed]
    team: Sequence[Listed]


def menu_of(reader: User, address: str) -> Menu:
    """The menu of a reader who looks at this address (empty if it is not known)."""
    return Menu(*_own_and_teams(reader), address, place_at(address) is not None)


def list_of_views(reader: User, labels: Labels, changing: SavedViewForm | None = None) -> ListOfViews:
    """All that a reader sees; `changing` is a form that was sent and must be shown with its errors."""
    changeable, deletable = (
        frozenset(kept_by(reader, SavedView.objects.all(), action).values_list("pk", flat=True))
        for action in ("change", "delete")
    )

    def listed(view: SavedView) -> Listed:
        form = None
        if view.pk in changeable:
            form = changing if changing and changing.instance.pk == view.pk else SavedViewForm(instance=view)
        return Listed(view, _page(view, labels), *described(view, labels), form, can_delete=view.pk in deletable)

    own, teams = _own_and_teams(reader)
    return ListOfViews(tuple(map(listed, own)), tuple(map(listed, teams)))


def _page(view: SavedView, labels: Labels) -> str:
    """The page in words, an influencer by name."""
    code = view.arguments.get("code")
    return f"Influencer {labels.by_code[code]}" if code in labels.by_code else view.page_name


def described(view: SavedView, labels: Labels) -> tuple[Sequence[str], Mapping[str, Sequence[str]]]:
    """A view's filters in words, or by parameter what keeps it from being shown."""
    place = place_at(view.get_absolute_url())
    if place is None:
        return (), {"page": ["This page is no longer there."]}
    filters = place.filters(labels)
    complaints = filters.complaints()
    return () if complaints else _in_words(filters, labels), complaints


def _own_and_teams(reader: User) -> tuple[tuple[SavedView, ...], tuple[SavedView, ...]]:
    views = tuple(SavedView.objects.open_to(reader))
    return (
        tuple(view for view in views if view.owner_id == reader.pk),
        tuple(view for view in views if view.owner_id != reader.pk),
    )


def _in_words(filters: ScopeForm, labels: Labels) -> tuple[str, ...]:
    """What narrows a view, then what else it sets, how its tables are sorted, and what they hide."""
    scope = filters.scope()
    narrowed = tuple(f"{chip.label} {chip.value}" for chip in filters.chips(labels))
    options = {"interval": scope.interval, **filters.settings(), "sort": None, "hide": None}
    set_to = tuple(_said(name, value) for name, value in options.items() if value)
    sorted_by = tuple(_of_table(table, filters, _sorted(order)) for table, order in filters.orders.items())
    without = tuple(
        _of_table(table, filters, _without(column for _, column in names))
        for table, names in groupby(filters.hidden, key=itemgetter(0))
    )
    return narrowed + set_to + sorted_by + without


def _said(name: str, value: object) -> str:
    return f"{name.replace('_', ' ')} {f'{value:g}' if isinstance(value, float) else value}"


def _of_table(table: str, filters: ScopeForm, words: str) -> str:
    return words if table == filters.main else f"{table.replace('-', ' ')} {words}"


def _sorted(order: Order) -> str:
    return f"by {_column(order.column)}, {'falling' if order.falling else 'rising'}"


def _without(columns: Iterable[str]) -> str:
    return f"without {', '.join(map(_column, columns))}"


def _column(name: str) -> str:
    return KPI[name].label if name in KPI else name.replace("_", " ")
