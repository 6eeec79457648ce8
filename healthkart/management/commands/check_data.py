"""`manage.py check_data`: do ledger and results add up to the raw rows? Says so, or shows where not."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from campaigns.models import TrackingEvent
from healthkart.analytics.models import DailyResult
from healthkart.bulk import proof
from influencers.models import Post
from payouts.models import Payout, PayoutLine

SHOWN = 50


class Command(BaseCommand):
    help = "Prove that payout lines and results add up to the raw rows; exit status 1 and the differences if not."

    def handle(self, *args: Any, **options: Any) -> None:
        differences = proof.differences()
        facts = (
            f"{Payout.objects.count():,} payouts in {PayoutLine.objects.count():,} lines, "
            f"{TrackingEvent.objects.count():,} tracked rows and {Post.objects.count():,} posts "
            f"in {DailyResult.objects.count():,} results"
        )
        for difference in differences[:SHOWN]:
            self.stdout.write(difference)
        if len(differences) > SHOWN:
            self.stdout.write(f"… and {len(differences) - SHOWN:,} more")
        if differences:
            raise CommandError(f"{len(differences):,} differences among {facts}: manage.py rebuild_results mends them.")
        self.stdout.write(f"All adds up: {facts}.")
