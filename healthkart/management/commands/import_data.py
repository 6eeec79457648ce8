"""CSV files into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from healthkart.exchange.importing import ImportFailed, import_files
from healthkart.management.undone import undone


class Command(BaseCommand):
    help = "Import influencers, posts, tracking data and payouts from CSV files: all of it, or nothing."
    requires_system_checks = (Tags.models,)  # others are of pages, whose modules take a second to load

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a folder with the files, or one file")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="remove tracked rows of the file's campaigns and days that the file does not hold",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with undone("nothing was imported"):
                report = import_files(options["paths"], replace=options["replace"], dry_run=options["dry_run"])
        except ImportFailed as error:
            # A line of its own for each problem: Django puts a word before the first.
            raise CommandError(f"nothing was imported.\n{error}") from error
        for warning in report.warnings:
            self.stderr.write(f"Warning: {warning}")
        for counts in report.counts:
            self.stdout.write(str(counts))
        if not report.changed:
            self.stdout.write("Nothing changed.")
        elif options["dry_run"]:
            self.stdout.write("This was a dry run: nothing was written.")
