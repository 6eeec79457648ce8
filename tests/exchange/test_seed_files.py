"""The real files of the seed document, where they are at hand."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Sum

from campaigns.models import Campaign, TrackingEvent
from healthkart.analytics import proof
from healthkart.exchange.importing import import_files
from payouts.models import Payout
from tests.exchange.world import counts, products

SEED = Path(settings.BASE_DIR).parent / "shared" / "data" / "seed"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEED.is_dir(), reason=f"the seed document's files are not in {SEED}"),
]


def test_the_seed_files() -> None:
    report = import_files([SEED])
    assert (counts(report), report.warnings) == (
        [
            "influencers.csv: 150 new, 0 changed, 0 unchanged",
            "posts.csv: 1,323 new, 0 changed, 0 unchanged",
            "tracking_data.csv: 2,669 new, 0 changed, 0 unchanged",
            "payouts.csv: 150 new, 0 changed, 0 unchanged",
        ],
        [],
    )
    assert TrackingEvent.objects.aggregate(revenue=Sum("revenue"), orders=Sum("orders")) == {
        "revenue": Decimal("3943589.89"),
        "orders": 4124,
    }
    assert Payout.objects.aggregate(total=Sum("total")) == {"total": Decimal(339800)}
    assert {brand for brand, _ in products()} == {"Gritzo", "HKVitals", "MuscleBlaze"}
    assert Campaign.objects.filter(brand__isnull=False, first_day__isnull=False).count() == 24
    assert proof.differences() == []


def test_the_seed_files_again() -> None:
    import_files([SEED])
    assert not import_files([SEED]).changed
