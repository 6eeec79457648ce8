"""Charts in a browser: how soon they are drawn, and what is transferred for it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.browser import measure as visits
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import isolated, manage
from tests.benchmarks.server import log_in, serving

BASIC, WHEELS = "npm's basic bundle", "the wheel's bundle"
LIMITS = {BASIC: (1.2, 600), WHEELS: (2.5, 1_400)}  # seconds, kB
INSTEAD = {BASIC: "needs `npm install --omit=dev`", WHEELS: "measured where node_modules is not there"}


def measure(bench: Bench) -> Iterator[Figure]:
    """On the world that seed_data makes, with the bundle that is installed; the worst of the pages."""
    say("Charts in a browser")
    url = bench.make("drawn")
    manage("seed_data", url=url)
    session, installed = isolated(url, log_in), isolated(url, bundle)
    with compressed():
        others = ("--ignore=admin", "--ignore=drf_spectacular_sidecar")  # no page has them, and compressing takes long
        manage("collectstatic", "--no-input", "--verbosity=0", *others, url=url)
        with serving(url, cache=True) as server:
            pages = isolated(url, visits, f"http://127.0.0.1:{server.port}", session)
    for name, (seconds, kilobytes) in LIMITS.items():
        found = pages.values() if name == installed else []
        note = "" if found else INSTEAD[name]
        drawn, sent = (max((page[what] for page in found), default=None) for what in ("seconds", "bytes"))
        yield Figure(f"charts drawn, {name}", drawn, "s", seconds, note=note)
        yield Figure(f"transferred, {name}", None if sent is None else sent / 1000, "kB", kilobytes, note=note)


def bundle() -> str:
    """Which plotly.js is served."""
    from healthkart.finders import plotly_script

    return BASIC if "basic" in plotly_script().name else WHEELS


@contextmanager
def compressed() -> Iterator[None]:
    """Static files as production serves them, for processes that are started inside."""
    os.environ["BENCHMARK_COMPRESSED"] = "1"
    try:
        yield
    finally:
        del os.environ["BENCHMARK_COMPRESSED"]
