"""Groups and how they did: sums, KPIs, incremental ROAS and performance score. Pages, API and exports share it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from django.conf import settings

from healthkart.analytics.changes import CHANGES, change
from healthkart.analytics.folding import Key, Table
from healthkart.analytics.kpis import (
    KPI,
    Sums,
    difference,
    expected_roas,
    mean_roas,
    measure,
    performance_scores,
)
from healthkart.analytics.results import read
from healthkart.analytics.scope import Scope


class Row(NamedTuple):
    """One group: its key, its sums (money in paise), and what needs more than its own sums; None is not known.

    A tuple, for a page makes thousands.
    """

    key: Key
    sums: Sums
    influencers: int | None = None
    incremental_roas: float | None = None
    incremental_roas_base: float | None = None
    incremental_roas_pooled: float | None = None
    performance_score: float | None = None
    before: Sums | None = None  # the sums of the same group in the period compared with, if there is one

    def value(self, name: str) -> float | None:
        """The KPI of this name, its change, or the number of `influencers`."""
        return value_of(name)(self)


@cache
def value_of(name: str) -> Callable[[Row], float | None]:
    """What gives the KPI of this name, its change, or the number of `influencers`, of any row."""
    if name in CHANGES:
        return lambda row: change(name, row.sums, row.before)
    kpi = KPI.get(name)
    if kpi and (value := kpi.value):
        return lambda row: value(row.sums)
    return attrgetter(name)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a ROAS is compared with: the campaigns of the scope, its campaign filter left out."""

    mean: float | None
    pooled: float | None
    roas: Mapping[str | None, float]

    @classmethod
    def of(cls, table: Table) -> "Baseline":
        """From a table that carries campaigns."""
        campaigns = {name: sums for (name,), sums in table.by("campaign").items() if name is not None}
        known = {name: roas for name, sums in campaigns.items() if (roas := measure("roas", sums)) is not None}
        return cls(mean_roas(campaigns.values()), measure("roas", table.total), known)


def baseline(scope: Scope, table: Table) -> Baseline:
    """The baseline of a scope; asks a query of its own only where the scope names campaigns."""
    return Baseline.of(read(scope.without("campaign"), table.labels, "campaign") if scope.campaign else table)


def groups(table: Table, *dimensions: str) -> list[Row]:
    """A row for each group of these dimensions, with what follows from its own sums."""
    return [Row(*group) for group in _groups(table, dimensions)]


def performance(table: Table, against: Baseline, *dimensions: str) -> list[Row]:
    """The groups of these dimensions, and how each did against the campaigns; the table must carry campaigns.

    A campaign's base is the plain mean ROAS of the campaigns, any other group's what its payout would have returned
    at the ROAS of the campaigns it fell in. Influencers are scored among all that the table holds.
    """
    if dimensions == ("campaign",):
        return [_beside_the_others(row, against) for row in groups(table, *dimensions)]
    found = _groups(table, dimensions)
    bases = expected_roas(table.payouts(*dimensions), against.roas, against.pooled)
    gains = {key: difference(measure("roas", sums), bases.get(key)) for key, sums, _ in found}
    scores = _scores({key: sums for key, sums, _ in found}, gains) if dimensions == ("influencer",) else {}
    return [
        Row(key, sums, influencers, gains[key], bases.get(key), None, scores.get(key))
        for key, sums, influencers in found
    ]


def _groups(table: Table, dimensions: Sequence[str]) -> list[tuple[Key, Sums, int | None]]:
    """The groups that have anything: their keys, their sums, and how many influencers they rest on if that is known."""
    counts = table.influencers_by(*dimensions) if "influencer" in table.parts else None
    by_key = table.by(*dimensions).items()
    return [(key, sums, counts[key] if counts else None) for key, sums in by_key if any(sums)]


def _beside_the_others(row: Row, against: Baseline) -> Row:
    roas = row.value("roas")
    if roas is None or row.key == (None,):
        return row
    return row._replace(
        incremental_roas=difference(roas, against.mean),
        incremental_roas_base=against.mean,
        incremental_roas_pooled=difference(roas, against.pooled) if against.mean is not None else None,
    )


def _scores(by_key: Mapping[Key, Sums], gains: Mapping[Key, float | None]) -> Mapping[Key, float]:
    weights = settings.PERFORMANCE_SCORE_WEIGHTS
    values = {
        name: {key: value(sums) for key, sums in by_key.items()}
        for name in weights
        if (value := KPI[name].value) is not None
    }
    return performance_scores({name: values.get(name, gains) for name in weights}, weights)
