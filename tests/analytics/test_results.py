"""Results are what a plain GROUP BY over the raw rows gives: for any scope, by any dimensions, from every grain."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Max
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns.models import TrackingEvent
from healthkart.analytics import planner, results, rollups
from healthkart.analytics.grains import GRAINS, Grain
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels, current_labels
from healthkart.analytics.periods import first_day
from healthkart.analytics.scope import DIMENSION, DIMENSIONS, Scope
from healthkart.analytics.stale import Stale
from healthkart.analytics.statements import Question
from healthkart.bulk import proof
from healthkart.exchange.importing import import_files
from healthkart.platforms import PLATFORMS
from healthkart.simulation import simulate
from influencers.models import Influencer, Post
from payouts.ledger import OF_ORDERS, stale_lines
from payouts.models import Payout, PayoutLine

Raw = tuple[dict[str, Any], Sums]
MAY_LACK = ("day", "product", "campaign", "brand", "platform")
OF_PEOPLE = ("influencer", "influencer_type", "category", "gender", "basis")
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}


def raw_rows() -> list[Raw]:
    """Every tracked row, post and payout line of an influencer: what it is of, and what it adds."""
    whose = {
        pk: dict(zip(OF_PEOPLE, values, strict=True)) | {"at": at}
        for pk, *values, at in Influencer.objects.values_list(
            "pk", "code", "influencer_type", "category", "gender", "basis", "platform"
        )
    }

    def of(influencer: int, campaign: Any, brand: Any, product: Any, platform: str, day: date | None) -> dict[str, Any]:
        known = {"campaign": campaign, "brand": brand, "product": product, "platform": platform, "day": day}
        return {name: value or None for name, value in (known | whose[influencer]).items()}

    parts_of = ("campaign__name", "product__brand__name", "product__name")
    rows: list[Raw] = []
    for influencer, *parts, source, day, orders, revenue in TrackingEvent.objects.exclude(influencer=None).values_list(
        "influencer", *parts_of, "source", "date", "orders", "revenue"
    ):
        platform = source if source in PLATFORMS else whose[influencer]["at"]
        rows.append((of(influencer, *parts, platform, day), Sums(revenue=int(revenue * 100), orders=orders)))
    for influencer, *parts, platform, day, reach, likes, comments in Post.objects.values_list(
        "influencer", *parts_of, "platform", "date", "reach", "likes", "comments"
    ):
        rows.append((of(influencer, *parts, platform, day), Sums(posts=1, reach=reach, likes=likes, comments=comments)))
    for influencer, *parts, platform, day, amount, basis, status in PayoutLine.objects.values_list(
        F("payout__influencer"), *parts_of, "platform", "date", "amount", "payout__basis", "payout__status"
    ):
        known = of(influencer, *parts, platform, day) | {"basis and status": (basis, status)}
        rows.append((known, Sums(payout=int(amount * 100))))
    return rows


def grouped(rows: list[Raw], *dimensions: str) -> dict[tuple[Any, ...], Sums]:
    """The plain GROUP BY."""
    groups: defaultdict[tuple[Any, ...], list[Sums]] = defaultdict(list)
    for parts, sums in rows:
        groups[tuple(value_of(parts, name) for name in dimensions)].append(sums)
    return {key: total for key, of in groups.items() if any(total := Sums.total(of))}


def by_basis_and_status(rows: list[Raw]) -> dict[tuple[str, str], int]:
    """What is paid and due, payout line by payout line."""
    found = dict.fromkeys(product(Payout.Basis.values, Payout.Status.values), 0)
    for parts, sums in rows:
        if sums.payout:
            found[parts["basis and status"]] += sums.payout
    return found


def organic_rows() -> list[Raw]:
    """Every tracked row of nobody."""
    names = ("campaign", "brand", "product", "day")
    found = TrackingEvent.objects.filter(influencer=None).values_list(
        "campaign__name", "product__brand__name", "product__name", "date", "orders", "revenue"
    )
    return [
        (
            {"platform": None} | {name: of or None for name, of in zip(names, parts, strict=True)},
            Sums(int(revenue * 100), orders),
        )
        for *parts, orders, revenue in found
    ]


def failing(parts: dict[str, Any], scope: Scope) -> list[str]:
    """The filters that these do not pass; what has no name is Unknown."""
    first, last, day = scope.date_from or date.min, scope.date_to or date.max, parts["day"]
    named = [each.name for each, values in scope.filters() if (parts[each.name] or "Unknown") not in values]
    return named + (["day"] if scope.has_dates and not (day and first <= day <= last) else [])


def passing(rows: list[Raw], scope: Scope) -> list[Raw]:
    return [row for row in rows if not failing(row[0], scope)]


def dropped(rows: list[Raw], scope: Scope) -> dict[str, int]:
    """What costs lack that do not pass for that alone, and how much they are."""
    found: Counter[str] = Counter()
    for parts, sums in rows:
        lacks = failing(parts, scope)
        if sums.payout and lacks and all(name in MAY_LACK and parts[name] is None for name in lacks):
            found[min(lacks, key=MAY_LACK.index)] += sums.payout
    return dict(found)


def value_of(parts: dict[str, Any], dimension: str) -> Any:
    if dimension in ("day", "week", "month"):
        return parts["day"] and first_day(parts["day"], dimension)  # type: ignore[arg-type]
    return parts[dimension]


def scopes(labels: Labels) -> st.SearchStrategy[Scope]:
    """Any filters, none of them likelier than some."""
    assert labels.first_day is not None
    assert labels.last_day is not None
    around = st.dates(labels.first_day - timedelta(days=40), labels.last_day + timedelta(days=40))
    names = {
        dimension.name: st.just(()) | st.lists(st.sampled_from(labels.choices[dimension.name]), max_size=3).map(tuple)
        for dimension in DIMENSIONS
        if labels.choices[dimension.name]
    }
    some = st.fixed_dictionaries({}, optional=names).filter(lambda chosen: len(chosen) <= 4)
    days = st.tuples(st.none() | around, st.none() | around)
    return st.builds(
        lambda chosen, days: Scope(**chosen, date_from=days[0], date_to=days[1]),
        some,
        days.filter(lambda pair: None in pair or pair[0] <= pair[1]),
    )


dimension_names = st.lists(st.sampled_from(tuple(DIMENSION)), max_size=3, unique=True)


class TestResults(TestCase):
    """A simulated world of twenty thousand tracked rows."""

    rows: list[Raw]
    organic: list[Raw]
    events: list[TrackingEvent]
    payouts: list[Payout]

    @classmethod
    def setUpTestData(cls) -> None:
        with TemporaryDirectory() as folder:
            simulate(influencers=120, events=20_000, posts=1_500, months=26, end=date(2026, 9, 17)).write(Path(folder))
            import_files([Path(folder)])
        # What is known of nothing: payouts without units, with a day and without one.
        for day in (None, date(2026, 8, 3)):
            someone = Influencer.objects.create(code=f"new {day}", name="New", platform="Instagram")
            Payout.objects.create(influencer=someone, basis="post", rate=1, units=1, total=1234, last_day=day)
        # And people of whom little is known, wherever they sell.
        Influencer.objects.filter(code__in=range(20, 40)).update(category="", follower_count=None, platform="")
        rollups.update()
        connection.check_constraints()  # once: Postgres would check the keys of all these rows after each example
        cls.rows, cls.organic = raw_rows(), organic_rows()
        cls.events = list(TrackingEvent.objects.order_by("pk")[::50])
        cls.payouts = list(Payout.objects.order_by("pk"))

    @settings(max_examples=120, **PATIENT)
    @given(st.data())
    def test_any_scope_by_any_dimensions(self, data: st.DataObject) -> None:
        labels = current_labels()
        scope, by = data.draw(scopes(labels)), data.draw(dimension_names)
        rows, table = passing(self.rows, scope), results.read(scope, labels, *by)
        assert table.by(*by) == grouped(rows, *by)
        resting_on = Counter(key[:-1] for key in grouped(rows, *by, "influencer"))
        assert results.read(scope, labels, "influencer", *by).influencers_by(*by) == resting_on

        the_rest = results.read_with_the_rest(scope, labels, "influencer", *set(by) - {"day", "week", "month"})
        assert the_rest.by("influencer") == grouped(rows, "influencer")
        assert the_rest.dropped == dropped(self.rows, scope)
        can_tell = not any(getattr(scope, name) for name in OF_PEOPLE) and "Unknown" in (scope.platform or ("Unknown",))
        beside = Sums.total(sums for _, sums in passing(self.organic, scope)) if can_tell else None
        assert the_rest.organic == beside
        with_status = results.read(scope, labels, *by, with_status=True)
        assert with_status.by(*by) == table.by(*by)
        assert with_status.by_basis_and_status == by_basis_and_status(rows)

    @settings(max_examples=60, **PATIENT)
    @given(st.data(), st.sampled_from(GRAINS))
    def test_every_grain(self, data: st.DataObject, grain: Grain) -> None:
        """The planner is offered one grain only for what this one can answer."""
        labels = current_labels()
        scope, by = data.draw(scopes(labels)), data.draw(dimension_names)

        def only(parts: frozenset[str], *times: str | None) -> Iterator[Grain]:
            if parts <= grain.parts and grain.time in times:
                return iter([grain])
            return usual(parts, *times)

        usual = planner.smallest
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(planner, "smallest", only)
            assume(any(piece.grain is grain for piece in Question(scope, labels, by).pieces))
            assert results.read(scope, labels, *by).by(*by) == grouped(passing(self.rows, scope), *by)

    def test_every_grain_holds_what_the_raw_rows_add_up_to(self) -> None:
        assert proof.differences() == []

    @settings(max_examples=10, **PATIENT)
    @given(st.data())
    def test_a_few_days_of_a_few_influencers_brought_in_step(self, data: st.DataObject) -> None:
        """Whatever rows go, and whosever payouts name their days: the results are those of everything anew."""
        first = data.draw(st.dates(date(2026, 5, 1), date(2026, 9, 10)), "first day")
        codes = data.draw(st.lists(st.integers(1, 120).map(str), min_size=1, max_size=5, unique=True), "influencers")
        whose = set(Influencer.objects.filter(code__in=codes).values_list("pk", flat=True))
        days = (first, first + timedelta(days=data.draw(st.integers(0, 6), "days")))
        TrackingEvent.objects.filter(influencer__in=whose, date__range=days).delete()
        TrackingEvent.objects.filter(influencer=None, date=first).delete()
        with_posts = data.draw(st.booleans(), "posts change too")
        if with_posts:
            Post.objects.filter(influencer__in=whose, date=first).update(date=days[1])
        rollups.update(Stale.of({*whose, None}, days, bases=None if with_posts else OF_ORDERS))
        assert proof.differences() == []

    @settings(max_examples=10, **PATIENT)
    @given(st.data())
    def test_new_tracked_rows_are_added_to_what_is_known(self, data: st.DataObject) -> None:
        """Where they are all that changed, perhaps beside payouts: the results are those of everything anew."""
        like = data.draw(st.lists(st.sampled_from(self.events), min_size=1, max_size=20), "like these")
        day = data.draw(st.dates(date(2026, 5, 1), date(2026, 9, 10)), "day")
        known = TrackingEvent.objects.aggregate(last=Max("pk"))["last"]
        facts = ("source", "campaign_id", "influencer_id", "product_id", "orders", "revenue")
        TrackingEvent.objects.bulk_create(
            TrackingEvent(date=day, **{name: getattr(event, name) for name in facts}) for event in like
        )
        stale = Stale.of({event.influencer_id for event in like}, [day], known=known, bases=OF_ORDERS)
        if data.draw(st.booleans(), "a payout changes too"):
            payout = data.draw(st.sampled_from(self.payouts))
            payout.total += 1
            payout.save()
            stale |= stale_lines([payout])
        rollups.update(stale)
        assert proof.differences() == []
