"""The dates of the filter bar: what the present ones are called, and the periods that can be picked by name."""

from dataclasses import dataclass

from healthkart.analytics.labels import Labels
from healthkart.analytics.periods import in_words
from healthkart.analytics.scope import Scope
from healthkart.dashboard.presets import ALL_DAYS, Preset, presets


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
    """The dates of a scope; each link keeps its other filters."""
    links = tuple(
        PresetLink(
            preset,
            in_words(preset.first, preset.last) if preset.first and preset.last else "",
            scope.but(date_from=preset.first, date_to=preset.last).query_string(),
            (preset.first, preset.last) == (scope.date_from, scope.date_to),
        )
        for preset in presets(labels.last_day)
    )
    return DateBar(next((link.preset.label for link in links if link.chosen), _days(scope)), links)


def _days(scope: Scope) -> str:
    first, last = scope.date_from, scope.date_to
    if first and last:
        return in_words(first, last)
    if first:
        return f"From {in_words(first, first)}"
    return f"To {in_words(last, last)}" if last else ALL_DAYS.label
