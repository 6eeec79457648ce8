"""What to do about filters that let nothing through."""

from collections.abc import Iterator, Mapping

from healthkart.analytics.labels import Labels
from healthkart.analytics.periods import in_words
from healthkart.analytics.results import read
from healthkart.analytics.scope import Scope
from healthkart.dashboard.filters import Chip, shown_as
from healthkart.dashboard.presets import said

Option = tuple[str, str, Scope]


def ways_out(scope: Scope, labels: Labels, own: Mapping[str, str]) -> tuple[Chip, ...]:
    """The filters without which something is left: each with all its values, the days as one. A statement for each.

    `own` are the filters that the page has by itself. None are left where it takes more than one to be away.
    """
    return tuple(
        Chip(label, value, left.query_string())
        for label, value, left in _options(scope, labels)
        if any(read(left.but(**{name: (value,) for name, value in own.items()}), labels).total)
    )


def _options(scope: Scope, labels: Labels) -> Iterator[Option]:
    """What each filter is called, what it says, and the scope without it."""
    for dimension, values in scope.filters():
        yield (
            dimension.label,
            " or ".join(shown_as(dimension.name, value, labels) for value in values),
            scope.without(dimension.name),
        )
    first, last, left = scope.date_from, scope.date_to, scope.but(date_from=None, date_to=None)
    if scope.period:
        yield "Period", said(scope.period, labels.last_day), left
    elif first and last:
        yield "Day" if first == last else "Days", in_words(first, last), left
    elif day := first or last:
        yield "From" if first else "To", in_words(day, day), left
