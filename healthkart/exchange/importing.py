"""CSV files into the database: all of them in one transaction, or nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from django.db import connection, transaction

from campaigns.models import TrackingEvent
from healthkart.analytics import matching, rollups
from healthkart.analytics.stale import ALL_KNOWN, EVERYTHING, Stale
from healthkart.analytics.transactions import changing
from healthkart.bulk.rebuilding import rebuild
from healthkart.exchange.formats import (
    CAMPAIGNS,
    FORMATS,
    INFLUENCERS,
    PAYOUTS,
    POSTS,
    PRODUCTS,
    TRACKING,
    Format,
    format_of,
)
from healthkart.exchange.incoming import catalogue, influencers, payouts, posts, tracking
from healthkart.exchange.incoming.work import Counts, Work
from healthkart.exchange.names import Names
from healthkart.exchange.problems import Problems
from healthkart.exchange.reading import read
from healthkart.exchange.tables import Table

# What is named comes before what names it; the largest file last, when no problem can be left in the others.
ORDER: tuple[tuple[Format, Callable[[Table, Work], Counts]], ...] = (
    (CAMPAIGNS, catalogue.bring_in_campaigns),
    (INFLUENCERS, influencers.bring_in),
    (POSTS, posts.bring_in),
    (PAYOUTS, payouts.bring_in),
    (TRACKING, tracking.bring_in),
)
MANY = 400_000  # tracked rows to be added up, from which on it is quicker to work out everything
KNOWN_FILES = ", ".join(format.file for format in FORMATS)


class ImportFailed(Exception):
    """Nothing was imported. The text says why, a line for each problem."""


@dataclass
class Report:
    """What an import did to the database, or with `dry_run` would do."""

    counts: list[Counts] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return any(counts.differ for counts in self.counts)


def import_files(paths: Iterable[Path], *, replace: bool = False, dry_run: bool = False) -> Report:
    """Import folders and single files, and bring what follows from them in step: all of it, or nothing.

    `replace` removes the tracked rows of the file's campaigns and days that the file does not hold; `dry_run` rolls
    back at the end. Raises ImportFailed, with every problem of every file, and then nothing has changed.
    """
    problems, report = Problems(), Report()
    files = find_files(paths, report.warnings)
    tables: dict[Format, Table] = {}
    for format, path in files.items():
        try:
            table = read(path, format, problems, report.warnings)
        except OSError as error:
            raise ImportFailed(f"{path}: cannot be read: {error.strerror}") from error
        if table is not None:
            tables[format] = table
    # Checking the keys of ten million rows takes as long as writing them, and they all come from Names.
    with connection.constraint_checks_disabled(), changing():
        work, words = Work(Names(), problems, report.warnings, replace), matching.words()
        with work.indexing:
            report.counts = _bring_in(tables, work)
        if problems:
            raise ImportFailed("\n".join(problems.lines([path.name for path in files.values()])))
        if report.changed and not dry_run:
            matched = matching.match(words, EVERYTHING if work.campaigns_changed else work.rows)
            _bring_in_step(
                work.rows | work.costs | matched.events | matched.others, {} if matched.events else work.filled
            )
        transaction.set_rollback(dry_run)
    return report


def _bring_in_step(stale: Stale, filled: Mapping[str, pa.Table]) -> None:
    """Ledger and results of what is stale; all of them, where that is soon done and little is not stale."""
    known = 0 if stale.known == ALL_KNOWN else stale.known  # costs alone go by all rows
    events = TrackingEvent.objects.filter(pk__gt=known).order_by()
    if stale.first_day and stale.last_day:
        events = events.filter(date__range=(stale.first_day, stale.last_day))
    if events.values("pk")[:MANY].count() == MANY:
        rebuild(filled)
    else:
        rollups.update(stale)


def find_files(paths: Iterable[Path], warnings: list[str]) -> dict[Format, Path]:
    """The files to import by what they hold, in the order of FORMATS, from folders and single files.

    Warns of other CSV files in a folder. Raises ImportFailed for a path that is not there or holds nothing to import,
    and for two files of one kind.
    """
    found: dict[Format, list[Path]] = {format: [] for format in FORMATS}
    wrong = []
    for path in paths:
        if path.is_dir():
            every = [file for file in sorted(path.iterdir()) if file.is_file() and file.suffix.casefold() == ".csv"]
            files = [file for file in every if format_of(file)]
            warnings += [f"{file}: ignored, for it is none of {KNOWN_FILES}" for file in every if not format_of(file)]
            message = f"holds none of {KNOWN_FILES}"
        else:
            files = [path] if path.is_file() and format_of(path) else []
            message = f"is none of {KNOWN_FILES}" if path.exists() else "no such file or folder"
        if not files:
            wrong.append(f"{path}: {message}")
        for file in files:
            format = format_of(file)
            if format and not any(file.samefile(other) for other in found[format]):
                found[format].append(file)
    for format, files in found.items():
        if len(files) > 1:
            wrong.append(f"{' and '.join(map(str, files))}: both are {format.file}; give one of them")
    if wrong:
        raise ImportFailed("\n".join(wrong))
    return {format: files[0] for format, files in found.items() if files}


def _bring_in(tables: dict[Format, Table], work: Work) -> list[Counts]:
    counts: dict[Format, Counts] = {}
    if products := tables.pop(PRODUCTS, None):
        counts[PRODUCTS] = catalogue.bring_in_products(products, work)
    catalogue.settle_brands(tables.values(), work)
    if INFLUENCERS in tables:
        work.declared = frozenset(tables[INFLUENCERS].frame["id"])
    for format, bring_in in ORDER:
        if table := tables.pop(format, None):
            counts[format] = bring_in(table, work)
    return [counts[format] for format in FORMATS if format in counts]
