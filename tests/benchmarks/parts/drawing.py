"""Charts in a browser: how soon they are drawn, and what is transferred for it."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure

BROWSER = "tests.benchmarks.browser"


def measure(bench: Bench) -> Iterator[Figure]:
    if find_spec(BROWSER) is None:
        for bundle, seconds, kilobytes in (("npm's basic bundle", 1.2, 600), ("the wheel's bundle", 2.5, 1_400)):
            for name, unit, limit in (("charts drawn", "s", seconds), ("transferred", "kB", kilobytes)):
                yield Figure(f"{name}, {bundle}", None, unit, limit, note="not written yet")
        return
    say("Charts in a browser")
    yield from import_module(BROWSER).measure(bench)
