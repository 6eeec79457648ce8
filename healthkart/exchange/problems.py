"""What is wrong in a file, and where. No Django here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

SHOWN = 50
KEPT = 10_000


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `posts.csv:12: likes: 'many' is not a whole number`.

    Line 0 is the file as a whole; no column is the whole row.
    """

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (where, self.column, self.message) if part)


@dataclass
class Problems:
    """All that is wrong: every problem is counted, the first 10,000 are kept."""

    count: int = 0
    kept: list[Problem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.count > 0

    def add(self, file: str, line: int, column: str, message: str) -> None:
        self.count += 1
        if len(self.kept) < KEPT:
            self.kept.append(Problem(file, line, column, message))

    def lines(self, files: Iterable[str]) -> Iterator[str]:
        """The first 50 in the order of these files and their lines, and then how many more there are."""
        order = {file: place for place, file in enumerate(files)}
        # Sorting is stable: problems of one line stay in the order of its columns.
        for problem in sorted(self.kept, key=lambda problem: (order.get(problem.file, -1), problem.line))[:SHOWN]:
            yield str(problem)
        if self.count > SHOWN:
            yield f"… and {self.count - SHOWN:,} more"
