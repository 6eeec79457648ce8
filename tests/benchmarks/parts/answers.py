"""The whole answer to a browser: each page under each set of filters, none from a cache, one visitor."""

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.pages import PAGES
from tests.benchmarks.server import WORKERS, Visitor, serving
from tests.benchmarks.timing import percentile, times

TIMES = 6


def measure(bench: Bench) -> Iterator[Figure]:
    world, sets = bench.world, bench.filters
    say("Whole answers over HTTP")
    paths = [f"{page.path}?{scope.query_string()}" for page in PAGES for scope in sets.values()]
    with serving(world.url) as server:
        visitor = Visitor(server.port, bench.session)
        for _ in range(4 * WORKERS):  # each worker reads the names once
            visitor.must_get(PAGES[0].path)
        took = [visitor.must_get(path).seconds for _ in range(times(TIMES)) for path in paths]
    note = f"{len(took)} answers"
    yield Figure("whole page over HTTP, median", median(took) * 1000, "ms", 100, note=note)
    yield Figure("whole page over HTTP, 99th percentile", percentile(took, 99) * 1000, "ms", 250, note=note)
