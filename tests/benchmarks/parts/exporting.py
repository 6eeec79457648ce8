"""About a million tracked rows as CSV: how fast they stream, and whether the server's memory stays flat."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import duckdb

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.server import WORKERS, Server, Visitor, serving

PATH = "/api/v1/tracking-events/?format=csv&date_from="
MOST, PIECE, PIECES_BETWEEN_LOOKS = 1_000_000, 2**16, 20
MIB = 2**20
MEMORY, RATE = "CSV export of a filtered million, growth of memory", "CSV export of a filtered million"


def measure(bench: Bench) -> Iterator[Figure]:
    world = bench.world
    first, last = days(world.tracking, min(MOST, world.events // 2))
    say(f"CSV export from {first}")
    with serving(world.url) as server:
        visitor = Visitor(server.port, bench.session)
        if {visitor.get(PATH + last).status for _ in range(4 * WORKERS)} != {200}:
            # A few times: each worker loads what it needs.
            yield Figure(MEMORY, None, "MiB", 50, note="the API has no CSV of this list")
            yield Figure(RATE, None, "rows/s", note="the API has no CSV of this list")
            return
        before = memory(server)
        begun, rows, peak = perf_counter(), -1, before  # the first line is no row
        answer = visitor.stream(PATH + first)
        looked = 0
        while piece := answer.read(PIECE):
            rows += piece.count(b"\n")
            looked += 1
            if looked % PIECES_BETWEEN_LOOKS == 0:
                peak = max(peak, memory(server))
        seconds = perf_counter() - begun
    yield Figure(MEMORY, (peak - before) / MIB, "MiB", 50, note=f"{rows:,} rows")
    yield Figure(RATE, rows / seconds, "rows/s", note=f"{rows:,} rows")


def days(tracking: Path, rows: int) -> tuple[str, str]:
    """The day from which on there are so many rows, and the last day."""
    found = (
        duckdb.connect()
        .execute(f"""
        WITH days AS (SELECT CAST(date AS DATE) AS day, count(*) AS rows FROM read_csv('{tracking}') GROUP BY day),
             since AS (SELECT day, sum(rows) OVER (ORDER BY day DESC) AS rows FROM days)
        SELECT CAST(max(day) FILTER (rows >= {rows}) AS VARCHAR), CAST(max(day) AS VARCHAR) FROM since
    """)
        .fetchone()
    )
    assert found is not None
    return found[0], found[1]


def memory(server: Server) -> int:
    """The memory (bytes) that the workers hold at the moment."""
    return sum(resident(worker) for worker in server.workers())


def resident(process: int) -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"process {process} has no memory")
