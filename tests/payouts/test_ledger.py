"""Cost lands exactly once: the SQL of the ledger against a plain account of the same rule in Python."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from healthkart.analytics import proof, rollups
from influencers.models import Influencer
from payouts.models import Payout, PayoutLine
from tests.worlds import DAY, campaign, event, influencer, payout, post, product

CAMPAIGNS = ("Gritzo_Campaign_Jan_2025", "MuscleBlaze_Campaign_Jan_2025")
PRODUCTS = (("Gritzo", "Oats"), ("MuscleBlaze", "Whey"), None)

units = st.tuples(st.integers(0, 20), st.sampled_from([None, *CAMPAIGNS]), st.sampled_from(PRODUCTS), st.integers(0, 3))
days = st.none() | st.integers(-2, 22)
payouts = st.tuples(
    st.sampled_from(["post", "order"]),
    st.integers(0, 10_000),  # paise
    st.sampled_from([None, *CAMPAIGNS]),
    days,
    days,
).filter(lambda paid: paid[3] is None or paid[4] is None or paid[3] <= paid[4])


def spread(payout: Payout, of_payout: Counter[Any]) -> dict[Any, int]:
    """A payout's total (paise) over its units, the remainder to the first in the order of their keys."""
    if not of_payout:
        return {}
    share, remainder = divmod(int(payout.total * 100), of_payout.total())
    costs: Counter[Any] = Counter()
    ordered = sorted(of_payout.elements(), key=lambda unit: tuple(part or "" for part in unit))
    for position, unit in enumerate(ordered):
        costs[unit] += share + (position < remainder)
    return dict(costs)


def account(of: Influencer) -> dict[int, dict[Any, int]]:
    """What each payout's lines should be: amount (paise) by day, campaign, brand, product, platform."""
    unit: dict[str, Counter[Any]] = {"post": Counter(), "order": Counter()}
    for row in of.posts.all():
        unit["post"][_key(row, row.platform)] += 1
    for row in of.events.all():
        if row.orders:
            unit["order"][_key(row, row.platform)] += row.orders
    found = {}
    every = list(Payout.objects.filter(influencer=of))
    for one in every:
        mine = unit[one.basis]
        if _names_something(one):
            covered = Counter({key: n for key, n in mine.items() if _claims(one, key)})
        else:
            others = [each for each in every if each.basis == one.basis and _names_something(each)]
            rest = Counter({key: n for key, n in mine.items() if not any(_claims(each, key) for each in others)})
            covered = rest or mine
        found[one.pk] = spread(one, covered)
    return found


def _key(row: Any, platform: str) -> tuple[Any, ...]:
    named = (row.product.brand.name, row.product.name) if row.product else (None, None)
    return (row.date, row.campaign.name if row.campaign else None, *named, platform)


def _names_something(payout: Payout) -> bool:
    return bool(payout.campaign or payout.first_day or payout.last_day)


def _claims(payout: Payout, key: tuple[Any, ...]) -> bool:
    day, in_campaign = key[:2]
    return (
        (payout.campaign is None or payout.campaign.name == in_campaign)
        and (payout.first_day is None or day >= payout.first_day)
        and (payout.last_day is None or day <= payout.last_day)
    )


def lines(payout: int) -> Iterator[tuple[Any, int]]:
    for line in PayoutLine.objects.filter(payout=payout, units__gt=0):
        yield _key(line, line.platform), int(line.amount * 100)


class TestLedger(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(units, max_size=8), st.lists(units, max_size=8), st.lists(payouts, min_size=1, max_size=5))
    def test_the_sql_says_what_the_rule_says(self, posts: Any, orders: Any, paid: Any) -> None:
        someone = influencer()
        for day, of_campaign, of_product, _ in posts:
            post(someone, day, "", **_where(of_campaign, of_product), product_known_by="stated")
        for day, of_campaign, of_product, n in orders:
            event(someone, day, n, **_where(of_campaign, of_product or ("Unbranded", "Box")))
        for basis, total, of_campaign, first, last in paid:
            payout(someone, total / 100, basis, first_day=_day(first), last_day=_day(last),
                   campaign=campaign(of_campaign) if of_campaign else None)  # fmt: skip
        rollups.update()

        expected = account(someone)
        for one in Payout.objects.all():
            of_one = list(lines(one.pk))
            assert len(of_one) == len(dict(of_one))
            assert dict(of_one) == expected[one.pk]
            assert sum(line.amount for line in one.lines.all()) == one.total
        assert proof.differences() == []


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(DAY.toordinal() + number)


def _where(of_campaign: str | None, of_product: tuple[str, str] | None) -> dict[str, Any]:
    return {
        "campaign": campaign(of_campaign) if of_campaign else None,
        "product": product(*of_product) if of_product else None,
    }


@pytest.mark.django_db
def test_the_share_is_exactly_the_rate_where_the_total_is_rate_times_units() -> None:
    someone = influencer()
    for day in range(3):
        post(someone, day)
    payout(someone, 900, rate=Decimal(300), units=3)
    rollups.update()
    assert [line.amount for line in PayoutLine.objects.all()] == [Decimal(300)] * 3


@pytest.mark.django_db
def test_the_remainder_goes_to_the_first_days() -> None:
    someone = influencer()
    for day in (2, 0, 1):
        post(someone, day)
    payout(someone, Decimal("0.05"))
    rollups.update()
    assert [line.amount for line in PayoutLine.objects.order_by("date")] == [
        Decimal("0.02"), Decimal("0.02"), Decimal("0.01")
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("paid", "basis"), [(["post"], "post"), (["post", "order"], "mixed"), ([], "")])
def test_the_basis_of_an_influencer_is_that_of_its_payouts(paid: list[str], basis: str) -> None:
    someone = influencer()
    for each in paid:
        payout(someone, 10, each)
    rollups.update()
    someone.refresh_from_db()
    assert someone.basis == basis
