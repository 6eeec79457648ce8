"""`manage.py seed_data`: a believable, made-up world, brought in as files as any other data is."""

import tempfile
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connection

from healthkart.analytics.transactions import changing
from healthkart.management.data import delete_all, rows_held
from healthkart.management.undone import undone
from healthkart.progress import progress
from healthkart.simulation import World, simulate


def whole_number(text: str) -> int:
    """A number from the command line that is not negative."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)


def day(text: str) -> date:
    """A day from the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day: write it as 2026-10-31") from None


class Command(BaseCommand):
    help = "Fill an empty database with a made-up world: same seed, same world."

    def add_arguments(self, parser: CommandParser) -> None:
        # What is not given is as simulate() has it.
        parser.add_argument("--influencers", type=whole_number, metavar="N", help="how many influencers (150)")
        parser.add_argument("--events", type=whole_number, metavar="N", help="how many tracked rows (12000)")
        parser.add_argument("--posts", type=whole_number, metavar="N", help="how many posts (1800)")
        parser.add_argument("--months", type=whole_number, metavar="N", help="how many months the world spans (6)")
        parser.add_argument("--campaigns", type=whole_number, metavar="N", help="how many (one a brand and month)")
        parser.add_argument("--products", type=whole_number, metavar="N", help="how many (8 a brand)")
        parser.add_argument("--brands", type=whole_number, metavar="N", help="how many brands (4)")
        parser.add_argument("--end", type=day, metavar="DATE", help="its last day (2026-10-31)")
        parser.add_argument("--seed", type=whole_number, metavar="N", help="another number, another world (42)")
        parser.add_argument("--flush", action="store_true", help="first delete all data there is, but no logins")

    def handle(self, *args: Any, flush: bool = False, **options: Any) -> None:
        names = ("influencers", "events", "posts", "months", "campaigns", "products", "brands", "end", "seed")
        held = rows_held()
        if held and not flush:
            counts = ", ".join(f"{count:,} {name}" for name, count in held.items())
            raise CommandError(f"The database holds {counts}. Give --flush to delete them first.")
        try:
            world = simulate(**{name: options[name] for name in names if options[name] is not None})
        except ValueError as error:
            raise CommandError(str(error)) from error
        with undone("nothing was seeded"), tempfile.TemporaryDirectory(prefix="seed_data-") as folder:
            write(world, Path(folder))
            # One transaction: the old world is gone when the new one is there, or still there if it fails.
            with connection.constraint_checks_disabled(), changing():
                if held:
                    delete_all()
                call_command("import_data", folder, stdout=self.stdout, stderr=self.stderr)


def write(world: World, folder: Path) -> None:
    """Write the files of a world."""
    with progress("Writing the simulated files", sum(map(len, world.files.values()))) as written:
        world.write(folder, written)
    for name, table in world.files.items():
        if table.empty:  # an import takes an absent file for nothing new, an empty one for a mistake
            (folder / name).unlink()
