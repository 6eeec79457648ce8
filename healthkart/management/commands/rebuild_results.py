"""`manage.py rebuild_results`: work out anew all that follows from the raw rows."""

from time import perf_counter
from typing import Any

from django.core.management import BaseCommand

from healthkart.analytics.matching import rematch
from healthkart.analytics.models import DailyResult
from healthkart.analytics.transactions import changing
from healthkart.bulk.rebuilding import rebuild
from healthkart.management.undone import undone
from payouts.models import PayoutLine


class Command(BaseCommand):
    help = "Work out brands, products, campaigns, payout lines and results anew from the raw rows."

    def handle(self, *args: Any, **options: Any) -> None:
        begun = perf_counter()
        with undone("nothing was rebuilt"), changing():
            rematch()
            rebuild()
        self.stdout.write(
            f"Rebuilt {PayoutLine.objects.count():,} payout lines and {DailyResult.objects.count():,} results "
            f"in {perf_counter() - begun:.1f} s."
        )
