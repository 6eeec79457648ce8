"""The numbers of the three pages under eleven sets of filters: how quick, against whom, and how that grows."""

from collections.abc import Iterable, Iterator
from statistics import median

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.filters import NONE
from tests.benchmarks.pages import PAGES, Times, measured
from tests.benchmarks.processes import isolated
from tests.benchmarks.worlds import LoadedWorld

MOST_FOR_PANDAS = 1_000_000  # its limits are for a million rows; at ten it takes minutes and all memory


def measure(bench: Bench) -> Iterator[Figure]:
    on_small = bench.events > MOST_FOR_PANDAS >= bench.events // 10
    smaller = timed_pages(bench, bench.smaller, with_pandas=on_small)
    larger = timed_pages(bench, bench.world, with_pandas=bench.events <= MOST_FOR_PANDAS)
    yield from ours(larger)
    yield from against_duckdb(larger)
    yield from against_pandas(smaller if on_small else larger, bench.smaller if on_small else bench.world)
    yield growth(larger, smaller)


def timed_pages(bench: Bench, world: LoadedWorld, *, with_pandas: bool) -> list[Times]:
    say(f"Pages of {world.events:,} tracked rows")
    return isolated(world.url, measured, world, bench.filters, with_pandas)


def ours(times: Iterable[Times]) -> Iterator[Figure]:
    ordered = sorted(times, key=lambda each: each.ours)
    worst = ordered[-1]
    yield Figure("page numbers ready, median", median(each.ours for each in ordered) * 1000, "ms", 50)
    yield Figure("page numbers ready, worst", worst.ours * 1000, "ms", 100, note=where(worst))


def against_duckdb(times: Iterable[Times]) -> Iterator[Figure]:
    def ratio(each: Times) -> float:
        return each.ours / each.duckdb

    times = list(times)
    worst = max(times, key=ratio)
    unfiltered = max((each for each in times if each.filters == NONE), key=ratio)
    name = "page time over DuckDB's, one statement per visual"
    yield Figure(f"{name}, no filter", ratio(unfiltered), "", 0.15, note=f"{unfiltered.page}: {unfiltered.rivals}")
    yield Figure(f"{name}, worst", ratio(worst), "", 1.0, note=f"{where(worst)}: {worst.rivals}")


def against_pandas(times: Iterable[Times], world: LoadedWorld) -> Iterator[Figure]:
    known = [(each.pandas / each.ours, each) for each in times if each.pandas is not None]
    name = "times faster than pandas merging the files at each click"
    for part, limit, chosen in (
        ("no filter", 40, [pair for pair in known if pair[1].filters == NONE]),
        ("least", 12, known),
    ):
        if not chosen:
            yield Figure(f"{name}, {part}", None, "×", limit, at_least=True, note="compared at no more than a million")
            continue
        ratio, each = min(chosen, key=lambda pair: pair[0])
        note = f"{world.events:,} rows; {where(each)}: {each.rivals}"
        yield Figure(f"{name}, {part}", ratio, "×", limit, at_least=True, note=note)


def growth(larger: Iterable[Times], smaller: Iterable[Times]) -> Figure:
    """The page that grows most, by its medians over the filters."""
    ratios = {page.name: usual(larger, page.name) / usual(smaller, page.name) for page in PAGES}
    most = max(ratios, key=lambda name: ratios[name])
    return Figure("page time over that of a tenth of the rows", ratios[most], "", 1.5, note=most)


def usual(times: Iterable[Times], page: str) -> float:
    return median(each.ours for each in times if each.page == page)


def where(each: Times) -> str:
    return f"{each.page}, {each.filters}"
