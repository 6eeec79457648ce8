"""How often in a second a page that was just made is answered, beside a view that does nothing."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.pages import PAGES
from tests.benchmarks.server import answers_within, serving
from tests.benchmarks.timing import quick, times

VISITORS, SECONDS, ROUNDS = 3, 1.5, 3


def measure(bench: Bench) -> Iterator[Figure]:
    world = bench.world
    seconds = SECONDS / 10 if quick() else SECONDS
    say("Cached pages")
    with (
        serving(world.url, cache=True) as server,
        ProcessPoolExecutor(VISITORS, get_context("spawn")) as visitors,
    ):

        def rate(path: str) -> float:
            """Answers in a second to all visitors together."""
            asked = [
                visitors.submit(answers_within, seconds, server.port, bench.session, path) for _ in range(VISITORS)
            ]
            return sum(each.result() for each in asked) / seconds

        rates: dict[str, list[float]] = {"/nothing/": [], PAGES[0].path: []}
        for path in rates:
            rate(path)  # starts the visitors, fills the cache of each worker
        for _ in range(times(ROUNDS)):
            for path, known in rates.items():
                known.append(rate(path))
    nothing, page = (median(known) for known in rates.values())
    note = f"{page:,.0f} and {nothing:,.0f} answers/s"
    yield Figure("cached page over a view that does nothing", page / nothing, "", 0.6, at_least=True, note=note)
