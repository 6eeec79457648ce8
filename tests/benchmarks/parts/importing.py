"""Files coming in: a whole world, and a week's more rows on top of it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.more_rows import MOST, write_more
from tests.benchmarks.processes import manage
from tests.benchmarks.timing import usually

GIB = 2**30


def measure(bench: Bench) -> Iterator[Figure]:
    world = bench.world
    say("Bare reads of the tracking file")
    bare = bare_read(world.tracking)
    took = world.loading.seconds
    note = f"{took:.1f} s for {world.events:,} rows, {world.events / took:,.0f} rows/s; bare read {bare:.2f} s"
    name = "import into an empty database"
    yield Figure(f"{name}, over DuckDB's bare read of the file", took / bare, "×", bench.limit(12, 20), note=note)
    yield Figure(f"{name}, peak memory", world.loading.peak / GIB, "GiB", 2.5, note=f"{world.events:,} rows")

    rows = min(MOST, world.events // 10)
    say(f"Importing {rows:,} more rows")
    file = bench.folder / "more" / "tracking_data.csv"
    write_more(world.tracking, file, rows, from_user=900_000_000)
    for name in ("100,000 more rows", "the same rows again, unchanged"):
        seconds = manage("import_data", file, url=world.url).seconds
        yield Figure(f"import of {name}", seconds, "s", bench.limit(3, 6), note=f"{rows:,} rows")


def bare_read(file: Path) -> float:
    """The seconds in which DuckDB reads a file, and does nothing else."""

    def read() -> None:
        with duckdb.connect() as engine:
            engine.execute("SET enable_progress_bar = false")  # it would stand in the table
            engine.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{file}')")

    return usually(read)
