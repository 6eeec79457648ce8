"""What is exported in full comes back as it was, whatever it is; and a plain export is nothing new to its database."""

import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics import matching, proof, rollups
from healthkart.brands import UNBRANDED
from healthkart.exchange.exporting import export_files
from healthkart.exchange.importing import import_files
from healthkart.management.data import delete_all
from influencers.models import Influencer, Post
from payouts.models import Payout
from tests.exchange.world import everything, results

KnownBy = Post.KnownBy
# Text as an import or a form leaves it: trimmed, and without NUL. The letter at the end of a name makes it a name: no
# word for none, no spelling of a platform or a gender, no number.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).map(str.strip)
odd = ["a,b", 'q"q', "line\nbreak", "cr\rlf\r\n.", "=1+1", "é ü", "a\u2028b", "0", "1.5", "a  b", "'", "\ufeff", "n/a"]
names = (texts | st.sampled_from(odd)).map(lambda text: f"{text}ж".strip())
codes = st.integers(0, 99).map(str) | names
brands = st.sampled_from(["Gritzo", "HKVitals", "HK Vitals", "Acme", "Acme Foods", "Salt & Pepper"]) | names
labels = st.builds("{} {}".format, brands, st.sampled_from(["Oats", "Jan 2025", "Whey"])) | names
platforms = st.sampled_from(["Instagram", "Twitter", "Koo", ""]) | names
days = st.integers(0, 60).map(lambda n: date(2025, 1, 1) + timedelta(days=n))
counts = st.integers(0, 2_000)
money = st.integers(0, 10**6).map(lambda paise: Decimal(paise) / 100)
picks = st.integers(0, 5)
maybe = st.none() | picks


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, list[Any]]:
    """A world on paper; a pick is the place of one of the things that it names."""

    def some(strategy: st.SearchStrategy[Any], least: int = 0, unique_by: Any = None) -> list[Any]:
        return draw(st.lists(strategy, min_size=least, max_size=6, unique_by=unique_by))

    span = st.none() | st.tuples(days, days).map(sorted)
    return {
        "brands": some(brands, 1, str.lower),
        "products": some(st.tuples(picks, labels), 1),
        "campaigns": some(st.tuples(labels, maybe, span, st.booleans()), 1, lambda campaign: campaign[0]),
        "influencers": some(
            st.tuples(codes, names, st.just("") | names, names, st.none() | counts, platforms),
            1,
            lambda influencer: influencer[0],
        ),
        "posts": some(
            st.tuples(
                *(st.just("") | codes, picks, platforms, days, st.sampled_from(["", "u1"]) | texts, texts | labels),
                *(counts, counts, counts, maybe, st.sampled_from(["", "stated", "confirmed"]), maybe, maybe),
                st.sampled_from(["", "stated", "confirmed"]),
            )
        ),
        "events": some(
            st.tuples(st.just("") | codes, maybe, names, maybe, codes, picks, st.booleans(), days, counts, money)
        ),
        "payouts": some(
            st.tuples(
                *(st.just("") | codes, picks, st.sampled_from(["post", "order"]), money, counts, money, maybe),
                *(st.none() | days, st.none() | days, st.none() | days, st.booleans()),
            )
        ),
    }


def build(world: dict[str, list[Any]]) -> None:
    """Put a world into the database, as imports and people could have."""
    made = [Brand.objects.create(name=name) for name in world["brands"] if name.lower() != UNBRANDED.lower()]
    unbranded = Brand.objects.create(name=UNBRANDED)
    of = lambda things, pick: None if pick is None or not things else things[pick % len(things)]  # noqa: E731
    products = [
        Product.objects.get_or_create(brand=of(made, brand) or unbranded, name=name)[0]
        for brand, name in world["products"]
    ]
    campaigns = [
        Campaign.objects.create(
            name=name,
            brand=of(made, brand) if confirmed else None,
            first_day=span[0] if confirmed and span else None,
            last_day=span[1] if confirmed and span else None,
            confirmed=confirmed,
        )
        for name, brand, span, confirmed in world["campaigns"]
    ]
    columns = ("code", "name", "category", "gender", "follower_count", "platform")
    people = [Influencer.objects.create(**dict(zip(columns, row, strict=True))) for row in world["influencers"]]
    unstated = {p.pk: Product.objects.get_or_create(brand=unbranded, name=p.name)[0] for p in products}
    for post in world["posts"]:
        post_id, who, platform, day, url, caption, *measures = post[:9]
        brand, product, campaign = of(made, post[9]), of(products, post[11]), of(campaigns, post[12])
        product_known_by, campaign_known_by = post[10], post[13]
        if product_known_by == "stated" and product:
            product = Product.objects.get_or_create(brand=brand or unbranded, name=product.name)[0]
        _create_if_new(
            Post(
                post_id=post_id,
                influencer=of(people, who),
                platform=platform,
                date=day,
                url=url,
                caption=caption,
                **dict(zip(("reach", "likes", "comments"), measures, strict=True)),
                brand=brand,
                product=product if product_known_by else None,
                product_known_by=product_known_by if product or product_known_by == "confirmed" else "",
                campaign=campaign if campaign_known_by else None,
                campaign_known_by=campaign_known_by if campaign or campaign_known_by == "confirmed" else "",
            )
        )
    for tracking_id, who, source, campaign, user, product, stated, day, orders, revenue in world["events"]:
        influencer = of(people, who)
        _create_if_new(
            TrackingEvent(
                tracking_id=tracking_id,
                source="Instagram" if influencer and stated else source,
                campaign=of(campaigns, campaign),
                influencer=influencer,
                user_id=user,
                product=of(products, product) if stated else unstated[of(products, product).pk],
                brand_known_by=TrackingEvent.BrandKnownBy.STATED if stated else TrackingEvent.BrandKnownBy.UNKNOWN,
                date=day,
                orders=orders,
                revenue=revenue,
            )
        )
    for reference, who, basis, rate, units, total, campaign, first, last, paid_on, paid in world["payouts"]:
        first, last = sorted([first, last]) if first and last else (first, last)
        _create_if_new(
            Payout(
                reference=reference,
                influencer=of(people, who),
                basis=basis,
                rate=rate,
                units=units,
                total=total,
                campaign=of(campaigns, campaign),
                first_day=first,
                last_day=last,
                status="paid" if paid else "due",
                paid_on=paid_on if paid else None,
            )
        )
    matching.rematch()
    rollups.update()


def _create_if_new(row: Post | TrackingEvent | Payout) -> None:
    """Save the row unless a constraint of the database forbids a second one of its key."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        pass


in_the_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.mark.django_db
@in_the_database
@given(world=worlds())
def test_a_full_export_comes_back_as_it_was(world: dict[str, list[Any]]) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        build(world)
        before = everything(), results()
        export_files(Path(first), full=True)
        assert not import_files([Path(first)]).changed
        delete_all()
        assert import_files([Path(first)]).changed
        assert (everything(), results()) == before
        assert proof.differences() == []
        export_files(Path(second), full=True)
        assert contents(Path(second)) == contents(Path(first))
        transaction.set_rollback(True)


@pytest.mark.django_db
@in_the_database
@given(world=worlds())
def test_a_plain_export_is_nothing_new_to_its_database(world: dict[str, list[Any]]) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        people = len(world["influencers"])
        posts = {(post[1] % people, post[3], post[4]): post for post in world["posts"]}  # one for each key
        build(world | {"posts": list(posts.values())})
        before = everything(), results()
        export_files(Path(folder), full=False)
        report = import_files([Path(folder)])
        assert (report.changed, report.warnings) == (False, [])
        assert (everything(), results()) == before
        transaction.set_rollback(True)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.django_db
def test_the_simulated_world_comes_back_as_it_was(tmp_path: Path) -> None:
    call_command("seed_data", "--influencers", "40", "--events", "1500", "--posts", "300", verbosity=0)
    before = everything(), results()
    first, second = tmp_path / "first", tmp_path / "second"
    export_files(first, full=True)
    delete_all()
    import_files([first])
    assert (everything(), results()) == before
    export_files(second, full=True)
    assert contents(second) == contents(first)
