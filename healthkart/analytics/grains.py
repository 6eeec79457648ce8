"""At which grains results are kept: what each carries, what it is added up from, and how many rows to expect."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from healthkart.analytics.models import (
    DailyBrandResult,
    DailyCampaignBrandResult,
    DailyCampaignResult,
    DailyResult,
    Measures,
    MonthlyBrandResult,
    MonthlyCampaignBrandResult,
    MonthlyCampaignResult,
    MonthlyResult,
    OverallBrandResult,
    OverallInfluencerResult,
    OverallPlatformResult,
    OverallResult,
    QuarterlyBrandResult,
    QuarterlyInfluencerResult,
    WeeklyBrandResult,
)

Time = Literal["date", "week", "month", "quarter"]
TIME_COLUMNS: tuple[Time, ...] = get_args(Time)
MEASURES = tuple(field.name for field in Measures._meta.fields)


@dataclass(frozen=True)
class Grain:
    """One table of results. `thousands` is about how many rows it has where ten million orders were tracked."""

    model: type[Measures]
    source: type[Measures] | None
    thousands: int

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns of its primary key, in the order in which the rows lie."""
        return tuple(field.attname for field in self.model._meta.pk_fields)

    @cached_property
    def parts(self) -> frozenset[str]:
        """What it carries beside time: influencer, campaign, product or brand, platform."""
        return frozenset(column.removesuffix("_id") for column in self.key) - {*TIME_COLUMNS}

    @cached_property
    def time(self) -> Time | None:
        """The column of its time: `date`, or `week`, `month` or `quarter` (their first days), or none at all."""
        return next((time for time in TIME_COLUMNS if time in self.key), None)

    @property
    def table(self) -> str:
        return self.model._meta.db_table


# Each after the one that it is added up from, which is one of the first two: DailyBrandResult for what carries brands.
GRAINS = (
    Grain(DailyResult, None, 2_000),
    Grain(DailyBrandResult, DailyResult, 1_000),
    Grain(DailyCampaignResult, DailyResult, 220),
    Grain(DailyCampaignBrandResult, DailyBrandResult, 30),
    Grain(MonthlyCampaignBrandResult, DailyBrandResult, 3),
    Grain(MonthlyCampaignResult, DailyResult, 8),
    Grain(MonthlyResult, DailyResult, 250),
    Grain(WeeklyBrandResult, DailyBrandResult, 270),
    Grain(MonthlyBrandResult, DailyBrandResult, 80),
    Grain(QuarterlyBrandResult, DailyBrandResult, 50),
    Grain(QuarterlyInfluencerResult, DailyBrandResult, 35),
    Grain(OverallResult, DailyResult, 150),
    Grain(OverallBrandResult, DailyBrandResult, 25),
    Grain(OverallInfluencerResult, DailyBrandResult, 16),
    Grain(OverallPlatformResult, DailyBrandResult, 5),
)
FINEST, DAILY_BRANDS = SOURCES = GRAINS[:2]


def source_of(grain: Grain) -> Grain:
    """The grain that this one is added up from; the finest has none."""
    return next(other for other in GRAINS if other.model is grain.source)


def smallest(parts: frozenset[str], *times: Time | None) -> Iterator[Grain]:
    """The grains that carry these parts at one of these times, smallest first."""
    able = [grain for grain in GRAINS if parts <= grain.parts and grain.time in times]
    return iter(sorted(able, key=lambda grain: grain.thousands))
