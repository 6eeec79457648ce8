"""The database as CSV files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from healthkart.exchange.exporting import export_files
from healthkart.exchange.formats import CAMPAIGNS, PRODUCTS
from healthkart.exchange.losses import losses
from healthkart.management.undone import undone


class Command(BaseCommand):
    help = "Export influencers, posts, tracking data and payouts as CSV files with the seed document's columns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="where to write; made if it is not there")
        parser.add_argument(
            "--full", action="store_true", help="all columns, and the catalogue: an import then gives the same pages"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder, full = options["folder"], options["full"]
        for loss in [] if full else losses():
            self.stderr.write(f"Warning: {loss}; use --full")
        for file in [] if full else (CAMPAIGNS.file, PRODUCTS.file):
            if (folder / file).exists():
                self.stderr.write(f"Warning: {folder / file} is not part of this export and stays as it is")
        with undone("nothing was exported"):
            try:
                written = export_files(folder, full=full)
            except OSError as error:
                raise CommandError(f"{error.filename or folder}: {error.strerror}. Nothing was exported.") from error
        for file, rows in written.items():
            self.stdout.write(f"{file}: {rows:,} rows" if rows else f"{file}: no rows, so no file")
