"""Making worlds up."""

from collections.abc import Iterator

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import isolated, manage
from tests.benchmarks.worlds import simulation_seconds

MILLION = 1_000_000


def measure(bench: Bench) -> Iterator[Figure]:
    empty = bench.make("seeded")
    for events, limit in ((MILLION, 1), (10 * MILLION, 8)):
        name = f"simulating {events // MILLION} M tracked rows, without writing"
        if events > max(bench.events, MILLION):
            yield Figure(name, None, "s", limit, note=f"this run has {bench.events:,}")
            continue
        rows = min(events, bench.events)
        say(f"Simulating {rows:,} tracked rows")
        yield Figure(name, isolated(empty, simulation_seconds, rows), "s", limit, note=f"{rows:,} rows")
    rows = min(MILLION, bench.events)
    say(f"seed_data of {rows:,} tracked rows")
    seconds = manage("seed_data", f"--events={rows}", url=empty).seconds
    yield Figure(
        "seed_data --events 1000000, in all",
        seconds,
        "s",
        20 if bench.kind == "sqlite" else None,
        note=f"{rows:,} rows",
    )
