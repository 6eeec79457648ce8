"""Which month is compared, and what days are called."""

from datetime import date

import pytest

from healthkart.insights.spans import last_full_month, named, when


@pytest.mark.parametrize(
    ("first", "last", "month"),
    [
        ("2025-01-05", "2025-02-04", None),
        ("2025-01-01", "2025-02-27", ("2025-01-01", "2025-01-31")),
        ("2025-01-01", "2025-02-28", ("2025-02-01", "2025-02-28")),
        ("2023-11-20", "2024-03-15", ("2024-02-01", "2024-02-29")),
        ("2024-10-01", "2024-12-31", ("2024-12-01", "2024-12-31")),
        ("0001-01-01", "0001-01-20", None),
        ("9999-11-30", "9999-12-31", None),
    ],
)
def test_the_last_whole_month(first: str, last: str, month: tuple[str, str] | None) -> None:
    found = last_full_month((date.fromisoformat(first), date.fromisoformat(last)))
    assert (found and tuple(day.isoformat() for day in found)) == month


@pytest.mark.parametrize(
    ("first", "last", "name", "at"),
    [
        ("2025-05-01", "2025-05-31", "May 2025", "in May 2025"),
        ("2025-05-05", "2025-05-12", "5–12 May 2025", "on 5–12 May 2025"),
        ("2025-05-05", "2025-05-05", "5 May 2025", "on 5 May 2025"),
        ("2025-05-01", "2025-06-30", "1 May – 30 Jun 2025", "on 1 May – 30 Jun 2025"),
        ("9999-12-01", "9999-12-31", "1–31 Dec 9999", "on 1–31 Dec 9999"),
    ],
)
def test_days_have_names(first: str, last: str, name: str, at: str) -> None:
    span = date.fromisoformat(first), date.fromisoformat(last)
    assert (named(span), when(span)) == (name, at)
