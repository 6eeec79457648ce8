"""Query string -> Scope, or errors that name the parameter. Nothing is ever ignored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from healthkart.analytics.comparison import comparison
from healthkart.analytics.labels import Labels
from healthkart.analytics.periods import COMPARES, INTERVALS
from healthkart.analytics.scope import DIMENSIONS, Dimension, Scope
from healthkart.dashboard.addresses import PAGES, page_of
from healthkart.dashboard.columns import Hidden
from healthkart.dashboard.pages import DataTable
from healthkart.dashboard.presets import PERIODS, days_of, said
from healthkart.dashboard.sorting import Orders
from healthkart.genders import gender_name
from healthkart.names import UNKNOWN_NAME
from healthkart.platforms import platform_name

USUAL_SPELLING = {"gender": gender_name, "platform": platform_name}
NO_DAY = "Write a day of the calendar as YYYY-MM-DD."
NO_PERIOD = f"No period is called %(value)r; there is {', '.join(PERIODS)}."


class NamesField(forms.Field):
    """Any number of names, each of which must stand for something in the data, and Unknown for what has none.

    Empty values count as absent.
    """

    widget = forms.SelectMultiple

    def __init__(self, dimension: str, known: Callable[[], frozenset[str]], **kwargs: Any) -> None:
        self.dimension, self.known = dimension, known
        super().__init__(**{**kwargs, "required": False})

    def to_python(self, value: list[str] | None) -> tuple[str, ...]:
        spell = USUAL_SPELLING.get(self.dimension, str.strip)
        return tuple(sorted({spell(name) for name in value or () if name.strip()}))

    def validate(self, value: tuple[str, ...]) -> None:
        if value and (unknown := [name for name in value if name not in self.known()]):
            raise ValidationError([f"No {str(self.label).lower()} is called {name!r}." for name in unknown])


def settle_days(form: forms.Form, cleaned: dict[str, Any], last_day: Callable[[], date | None]) -> None:
    """Put the days of a period in place of those not given, or say what is wrong with either."""
    period, first, last = (cleaned.get(name) for name in ("period", "date_from", "date_to"))
    if period and (form.data.get("date_from") or form.data.get("date_to")):
        form.add_error("period", "A period has days of its own: leave out either it, or date_from and date_to.")
    elif period:
        cleaned["date_from"], cleaned["date_to"] = days_of(period, last_day())
    elif first and last and last < first:
        form.add_error("date_to", f"The last day, {last}, is before the first day, {first}.")


class ScopeForm(forms.Form):
    """The filters that every page and every report of the API shares. Subclasses add what only they understand.

    `own` is the dimension of which a page shows one value: it cannot be filtered by. `places` are the parameters that
    say which part of a list is shown: another view begins at its beginning, and a file is whole. `passing` is what
    else another view does not keep, and `narrowing` what narrows it as filters do. `main` is the table whose name the
    address leaves out before a column. `named` is what the path of the page names, if anything.
    """

    own: str = ""
    main: str = ""
    places: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    narrowing: tuple[str, ...] = ()

    date_from = forms.DateField(required=False, input_formats=["%Y-%m-%d"], label="First day")
    date_to = forms.DateField(required=False, input_formats=["%Y-%m-%d"], label="Last day")
    period = forms.ChoiceField(required=False, choices=[*PERIODS.items()], error_messages={"invalid_choice": NO_PERIOD})
    interval = forms.ChoiceField(required=False, choices=[(name, name.title()) for name in INTERVALS])
    compare = forms.ChoiceField(required=False, choices=list(COMPARES.items()))

    def __init__(self, data: QueryDict, labels: Labels, **named: str) -> None:
        super().__init__(data)
        self.query, self.named, self.last_day = data, named, labels.last_day
        for name in ("date_from", "date_to"):
            self.fields[name].error_messages["invalid"] = NO_DAY
        for dimension in DIMENSIONS:
            known = partial(labels.known.__getitem__, dimension.name)
            self.fields[dimension.name] = NamesField(dimension.name, known, label=dimension.label)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, values in self.query.lists():
            if name not in self.fields:
                self.refuse(name, "There is no such parameter.")
            elif len(values) > 1 and not isinstance(self.fields[name], NamesField):
                self.refuse(name, "Give it once.")
        if self.own and cleaned.get(self.own):
            self.refuse(self.own, f"This page is of one {self.own} already.")
        settle_days(self, cleaned, lambda: self.last_day)
        return cleaned

    def refuse(self, name: str, why: str) -> None:
        """Say of a parameter what is wrong with it."""
        # Not add_error: it knows only the form's own fields.
        self.errors.setdefault(name, self.error_class()).append(why)

    def scope(self) -> Scope:
        """The filters as one frozen value; only for a valid form."""
        names = {dimension.name: self.cleaned_data[dimension.name] for dimension in DIMENSIONS}
        first: date | None = self.cleaned_data["date_from"]
        last: date | None = self.cleaned_data["date_to"]
        interval, compare, period = (self.cleaned_data[name] or None for name in ("interval", "compare", "period"))
        return Scope(**names, date_from=first, date_to=last, interval=interval, compare=compare, period=period)

    def options(self) -> dict[str, Any]:
        """What a subclass understands beside the scope, by name; empty values left out."""
        shared = {field.name for field in fields(Scope)}
        return {
            name: value for name, value in self.cleaned_data.items() if name not in shared and value not in (None, "")
        }

    def kept(self) -> dict[str, Any]:
        """The options that another view of the page keeps, as its address gives them."""
        left = (*self.places, *self.passing)
        return {name: value for name, value in self.options().items() if name not in left}

    def settings(self) -> dict[str, Any]:
        """Of the options that are kept those that narrow nothing: they are left when all filters are taken away."""
        return {name: value for name, value in self.kept().items() if name not in self.narrowing}

    def chips(self, labels: Labels) -> "tuple[Chip, ...]":
        """Every active filter, each removable."""
        left = self.scope().query_string()
        own = ((name, self.kept().get(name)) for name in self.narrowing)
        return (
            *chips(self.scope(), labels),
            *(Chip(name.capitalize(), str(value), left, option=True) for name, value in own if value),
        )

    @property
    def orders(self) -> Orders:
        """The order of each table that is given one, by the table's name; only for a valid form."""
        return {}

    @property
    def hidden(self) -> Hidden:
        """The columns of its tables that the page hides; only for a valid form."""
        return ()

    def check_columns(self, tables: Mapping[str, DataTable]) -> None:
        """Refuse to sort by, or to hide, what is no column of a table of the page, or cannot be."""

    def complaints(self) -> dict[str, list[str]]:
        """What is wrong, by parameter, as plain sentences."""
        return {name: [str(message) for message in messages] for name, messages in self.errors.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter offers, and whether it is chosen."""

    value: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the bar: its dimension, what it offers, and how many values are chosen."""

    dimension: Dimension
    choices: tuple[Choice, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter: what it says, the query string of the view without it, and the page of what it narrows to.

    `fixed` is the query string of the days that a period has now. An `option` is one of the page's own.
    """

    label: str
    value: str
    without: str
    page: str = ""
    fixed: str = ""
    option: bool = False


def filter_bar(scope: Scope, labels: Labels, own: str = "") -> tuple[Filter, ...]:
    """The filters of the bar with what each offers, but for the page's own dimension.

    What is chosen is offered too, for Unknown may be so where nothing is. Influencers are too many to list: links
    narrow to one.
    """
    offered = [dimension for dimension in DIMENSIONS if dimension.name not in ("influencer", own)]
    return tuple(
        Filter(
            dimension,
            tuple(
                Choice(value, value in chosen) for value in dict.fromkeys((*labels.choices[dimension.name], *chosen))
            ),
            len(chosen),
        )
        for dimension, chosen in ((each, frozenset(getattr(scope, each.name))) for each in offered)
    )


def shown_as(dimension: str, value: str, labels: Labels) -> str:
    """A value of a filter as people read it: of an influencer the name beside the code."""
    return str(labels.by_code[value]) if dimension == "influencer" else value


def chips(scope: Scope, labels: Labels) -> tuple[Chip, ...]:
    """Every filter of a scope, each removable."""
    found = []
    for dimension, values in scope.filters():
        for value in values:
            left = scope.but(**{dimension.name: tuple(other for other in values if other != value)})
            shown = shown_as(dimension.name, value, labels)
            has_page = dimension.name in PAGES and values == (value,) and value != UNKNOWN_NAME
            page = page_of(dimension.name, value, scope) if has_page else ""
            found.append(Chip(dimension.label, shown, left.query_string(), page))
    if scope.period:
        shown, left = said(scope.period, labels.last_day), scope.but(date_from=None, date_to=None)
        fixed = scope.but(period=None).query_string() if scope.has_dates else ""
        found.append(Chip("Period", shown, left.query_string(), fixed=fixed))
    else:
        for name, label in (("date_from", "From"), ("date_to", "To")):
            if day := getattr(scope, name):
                found.append(Chip(label, f"{day:%-d %b %Y}", scope.but(**{name: None}).query_string()))
    if against := comparison(scope, labels.first_day, labels.last_day):
        shown = against.days or COMPARES[scope.compare].lower() if scope.compare else ""
        found.append(Chip("Compare with", shown, scope.but(compare=None).query_string()))
    return tuple(found)
