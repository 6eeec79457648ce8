"""Whatever the plan: each day that is asked for counts once, and no other day counts."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthkart.analytics.grains import GRAINS, Time, smallest
from healthkart.analytics.periods import final_day
from healthkart.analytics.planner import DAY, Piece, Span, plan

KNOWN = (date(2023, 11, 20), date(2026, 11, 5))
INFLUENCER = frozenset(("influencer", "campaign", "platform"))
days = st.dates(KNOWN[0] - timedelta(days=100), KNOWN[1] + timedelta(days=100))
spans = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))


def each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def counted(pieces: tuple[Piece, ...]) -> Counter[date]:
    """How often each day of the data counts: a period's days are those of the row that is named by its first."""
    times: Counter[date] = Counter()
    for piece in pieces:
        assert piece.span
        time = piece.grain.time
        assert time
        period = "day" if time == "date" else time
        first, last = piece.span
        while first <= last:
            for day in each_day(first, final_day(first, period)):
                if KNOWN[0] <= day <= KNOWN[1]:
                    times[day] += piece.sign
            first = final_day(first, period) + DAY
    return Counter({day: number for day, number in times.items() if number})


@given(spans, st.sampled_from(sorted({grain.parts for grain in GRAINS}, key=sorted)), st.sampled_from([None, "date"]))
def test_each_day_counts_once(span: Span, parts: frozenset[str], time: Time | None) -> None:
    pieces = plan(parts, time, span, KNOWN)
    asked = [day for day in each_day(*span) if KNOWN[0] <= day <= KNOWN[1]]
    assert counted(pieces) == Counter(asked)
    assert time is None or {piece.grain.time for piece in pieces} <= {time}


@given(spans, st.sampled_from(["week", "month"]))
def test_periods_that_are_told_apart_take_nothing_longer(span: Span, time: Time) -> None:
    pieces = plan(INFLUENCER, time, span, KNOWN)
    asked = [day for day in each_day(*span) if KNOWN[0] <= day <= KNOWN[1]]
    assert counted(pieces) == Counter(asked)
    assert {piece.grain.time for piece in pieces} <= {time, "date"}


@given(spans)
def test_no_plan_costs_more_than_its_days(span: Span) -> None:
    by_day = plan(INFLUENCER, "date", span, KNOWN)
    assert sum(piece.cost for piece in plan(INFLUENCER, None, span, KNOWN)) <= sum(piece.cost for piece in by_day)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 1, 1), date(2026, 9, 30), "+quarter 2026-01-01"),
        (date(2026, 7, 1), date(2026, 7, 31), "+month 2026-07-01"),
        (date(2026, 7, 13), date(2026, 7, 19), "+week 2026-07-13"),
        (date(2026, 7, 14), date(2026, 7, 15), "+date 2026-07-14"),
        # A quarter less its first days; the data end within the last one.
        (date(2026, 7, 3), date(2026, 11, 5), "+quarter 2026-07-01 -date 2026-07-01"),
        # From the middle of a week to the middle of another.
        (
            date(2025, 9, 17),
            date(2026, 9, 16),
            "+quarter 2025-10-01 +week 2025-09-15 -date 2025-09-15 +date 2025-09-29 "
            "-week 2026-09-21 -date 2026-09-17 -date 2026-09-28",
        ),
    ],
)
def test_the_longest_periods_that_fit(first: date, last: date, expected: str) -> None:
    pieces = plan(INFLUENCER, None, (first, last), KNOWN)
    said = [f"{'+' if piece.sign > 0 else '-'}{piece.grain.time} {piece.span and piece.span[0]}" for piece in pieces]
    assert " ".join(said) == expected


def test_nothing_is_read_where_no_day_is_known() -> None:
    assert plan(INFLUENCER, None, (date(2020, 1, 1), date(2020, 2, 1)), KNOWN) == ()
    assert plan(INFLUENCER, None, (date(2026, 1, 1), date(2026, 2, 1)), None) == ()


def test_without_days_the_smallest_grain() -> None:
    (piece,) = plan(INFLUENCER, None, None, KNOWN)
    assert piece == Piece(next(smallest(INFLUENCER, None)))
