"""`python -m tests.benchmarks`: measure, and print the table of what was promised."""

import argparse
import json
import os
import secrets
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.databases import databases
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.machine import caption, database_version
from tests.benchmarks.processes import start_django

# In this order: what comes last adds rows.
PARTS = (
    "seeding", "pages", "answers", "cached", "lists", "exporting", "checking",
    "editing", "importing", "readers", "drawing",
)  # fmt: skip
LEAST = 1_000


def main() -> int:
    """Measure what was asked for, print the table as it stands at the end; 0 even where a limit is missed."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        os.environ.update(environment(folder, quick=options.quick))
        with databases(options.database, folder) as make:
            # This process only starts others and looks on; its own database stays empty.
            start_django(make("empty"))
            bench = Bench(options.events, options.database, folder, make)
            described = caption(database_version(), command())
            figures = list(measured(bench, options.only or PARTS))
    sys.stdout.write(f"{table(figures, described)}\n")
    if options.json:
        listed = [figure.as_json(options.database) for figure in figures]
        options.json.write_text(f"{json.dumps(listed, indent=2, ensure_ascii=False)}\n", encoding="utf-8")
    return 0


def measured(bench: Bench, parts: Sequence[str]) -> Iterator[Figure]:
    """The figures of some parts, each shown as soon as it is known."""
    for part in PARTS:
        if part in parts:
            for figure in import_module(f"tests.benchmarks.parts.{part}").measure(bench):
                say(f"  {figure.name}: {figure.shown_value} {figure.note and f'({figure.note})'}")
                yield figure


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--events", type=number_of_events, default=1_000_000, metavar="N", help="tracked rows (1000000)"
    )
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.add_argument("--quick", action="store_true", help="everything once: to try the command, not to measure")
    parser.add_argument("--only", nargs="+", choices=PARTS, metavar="NAME", help=f"of {', '.join(PARTS)}")
    return parser.parse_args()


def number_of_events(text: str) -> int:
    """Enough of them to find something under every filter."""
    if not text.isdecimal() or int(text) < LEAST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of {LEAST:,} or more")
    return int(text)


def environment(folder: Path, *, quick: bool) -> dict[str, str]:
    """Production's settings, for this process and all it starts."""
    return {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "BENCHMARK_FOLDER": str(folder),
        "BENCHMARK_QUICK": str(int(quick)),
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "0",
    }


def command() -> str:
    """What was typed."""
    return shlex.join(["python", "-m", "tests.benchmarks", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
