"""The dates of the filter bar: what the present ones are called, and the periods that can be picked by name."""

from dataclasses import dataclass

from django.http import QueryDict

from healthkart.analytics.labels import Labels
from healthkart.analytics.periods import in_words
from healthkart.analytics.scope import Scope
from healthkart.dashboard.presets import ALL_DAYS, PERIODS, Preset, days_of, presets

INSTEAD_OF = "instead_of"  # what the form of the bar calls the period whose days stand in its fields


@dataclass(frozen=True, slots=True)
class PresetLink:
    """A period on offer: its days in words, the query string that picks it, and whether it is what is shown."""

    preset: Preset
    days: str
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DateBar:
    """What the present days are called, and what else can be picked."""

    name: str
    presets: tuple[PresetLink, ...]


def date_bar(scope: Scope, labels: Labels) -> DateBar:
    """The dates of a scope; each link keeps its other filters. Days that were given as such are no period's."""
    picked = [
        (preset, scope.but(date_from=preset.first, date_to=preset.last, period=preset.period))
        for preset in presets(labels.last_day)
    ]
    links = tuple(
        PresetLink(
            preset,
            in_words(preset.first, preset.last) if preset.first and preset.last else "",
            then.query_string(),
            then == scope,
        )
        for preset, then in picked
    )
    return DateBar(_name(scope), links)


def as_meant(query: QueryDict, labels: Labels) -> QueryDict | None:
    """What the form of the bar asks for without its script; None for what it has not sent.

    Its fields hold the days of the period. Nobody who sends them as they are has asked for these days, and whoever
    writes others means those.
    """
    period = query.get(INSTEAD_OF, "")
    if period not in PERIODS:
        return None
    meant = query.copy()
    meant.pop(INSTEAD_OF)
    first, last = days_of(period, labels.last_day)
    fields = {"date_from": f"{first or ''}", "date_to": f"{last or ''}"}
    if all(meant.get(name, "") == day for name, day in fields.items()):
        for name in fields:
            meant.pop(name, None)
        meant["period"] = period
    return meant


def _name(scope: Scope) -> str:
    first, last = scope.date_from, scope.date_to
    if scope.period:
        return PERIODS[scope.period]
    if first and last:
        return in_words(first, last)
    if first:
        return f"From {in_words(first, first)}"
    return f"To {in_words(last, last)}" if last else ALL_DAYS.label
