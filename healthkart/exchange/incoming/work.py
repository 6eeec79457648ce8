"""What the files of one import share, and what became of the rows of each."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from healthkart.analytics.stale import NOTHING, Stale
from healthkart.exchange.cells import MISSING
from healthkart.exchange.formats import Column, Format
from healthkart.exchange.names import Names
from healthkart.exchange.problems import Problems
from healthkart.exchange.tables import Flags, Meeting, Table, repeated


@dataclass(frozen=True)
class Counts:
    """What became of the rows of one file."""

    file: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    def __str__(self) -> str:
        removed = f", {self.removed:,} removed" if self.removed else ""
        return f"{self.file}: {self.new:,} new, {self.changed:,} changed, {self.unchanged:,} unchanged{removed}"

    @classmethod
    def of(cls, file: str, meeting: Meeting, changed: Flags, removed: int = 0) -> "Counts":
        met = int(meeting.met.sum())
        differ = int(changed.sum())
        return cls(file, len(meeting.rows) - met, differ, met - differ, removed)

    @property
    def differ(self) -> bool:
        """Whether the file changes anything in the database."""
        return bool(self.new or self.changed or self.removed)


@dataclass
class Work:
    """One import: the names it knows and adds to, what is wrong, and what to warn of.

    `declared` are the codes in the influencers' file, those of bad rows too. `rows` is what is stale because posts and
    tracked rows changed, `costs` because influencers and payouts did; posts of all days may match otherwise where
    `campaigns_changed`. `filled` are the rows of tables that were empty, by the table's name, as they went in.
    `indexing` is closed when all rows are in.
    """

    names: Names
    problems: Problems
    warnings: list[str]
    replace: bool = False
    declared: frozenset[str] = field(default_factory=frozenset)
    rows: Stale = NOTHING
    costs: Stale = NOTHING
    campaigns_changed: bool = False
    filled: dict[str, pa.Table] = field(default_factory=dict)
    indexing: ExitStack = field(default_factory=ExitStack)

    def rows_of_known_influencers(self, table: Table) -> pd.DataFrame:
        """The good rows of influencers in the database, and those without one; a stranger is a problem."""
        codes = table.rows["influencer_id"]
        known = codes.isin([*self.names.influencers, ""])
        for line, code in codes[~known & ~codes.isin(self.declared)].items():
            message = f"no influencer {code!r} in the files or the database"
            self.problems.add(table.file, int(str(line)), "influencer_id", message)
        return table.rows if known.all() else table.rows[known]

    def each_once(self, table: Table, column: str) -> None:
        """Add a problem for each row, be it bad otherwise, that repeats the id of an earlier one."""
        if column in table.frame.columns:
            given = table.frame[table.frame[column] != ""]
            for line, first in repeated(given, [column]):
                self.problems.add(table.file, line, column, f"{given.at[line, column]!r} stands on line {first} too")

    def days_in_order(self, table: Table) -> None:
        """Add a problem for each row, be it bad otherwise, whose first day is after its last."""
        rows = table.frame
        if {"first_day", "last_day"} <= set(rows.columns):
            wrong = (rows["first_day"] > rows["last_day"]) & (rows["last_day"] != MISSING)
            for line, first, last in rows[wrong][["first_day", "last_day"]].itertuples(name=None):
                message = f"{date.fromordinal(first)} is after the last day, {date.fromordinal(last)}"
                self.problems.add(table.file, line, "first_day", message)


def complete(rows: pd.DataFrame, format: Format) -> pd.DataFrame:
    """The rows with every column of the format: empty cells where the file has no such column."""
    columns = {}
    for column in format.columns:
        if column.name in rows.columns:
            columns[column.name] = rows[column.name]
        else:
            columns[column.name] = empty(column, rows.index, format.large)
    return pd.DataFrame(columns, index=rows.index, copy=False)


def empty(column: Column, index: pd.Index, as_category: bool) -> pd.Series:
    """A column of empty cells."""
    if as_category and not column.is_number:
        nothing = np.zeros(len(index), dtype=np.int8)
        return pd.Series(pd.Categorical.from_codes(nothing, pd.Index([column.empty], dtype=object)), index)
    values = np.full(len(index), column.empty, dtype=np.int64 if column.is_number else object)
    return pd.Series(values, index, dtype=values.dtype)


def with_stored(meeting: Meeting, format: Format, absent: Iterable[str], id_column: str) -> pd.DataFrame:
    """What the rows come to: the file's cells, and in the columns that it does not have what is stored.

    An id is never cleared: a row without one may be a stored row that has it.
    """
    stored = {column: meeting.before(column, format.by_name[column].empty) for column in absent}
    stored[id_column] = meeting.rows[id_column].where(lambda ids: ids != "", meeting.before(id_column, ""))
    return meeting.rows.assign(**stored)


def stale(
    influencers: Iterable[pd.Series],
    days: Iterable[pd.Series],
    *,
    known: int = 0,
    bases: frozenset[str] | None = None,
) -> Stale:
    """What rows of these influencers (primary keys, MISSING for organic) on these days (ordinals) leave stale."""
    ids = {key for column in influencers for key in column.unique().tolist()}
    ordinals = [day for column in days if len(column) for day in (int(column.min()), int(column.max()))]
    whose = [None if key == MISSING else key for key in ids]
    return Stale.of(whose, map(date.fromordinal, ordinals), known=known, bases=bases)
