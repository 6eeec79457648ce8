"""Charts in a browser: how soon they are drawn, and what is transferred for it."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.browser import measure as visits
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import isolated, manage
from tests.benchmarks.server import log_in, serving

BASIC, WHEELS = "npm's basic bundle", "the wheel's bundle"
LIMITS = {BASIC: (1.2, 600), WHEELS: (2.5, 1_400)}  # seconds, kB


def measure(bench: Bench) -> Iterator[Figure]:
    """On the world that seed_data makes, with each bundle that is installed; the worst of the pages."""
    url = bench.make("drawn")
    manage("seed_data", url=url)
    session = isolated(url, log_in)
    for name, (seconds, kilobytes) in LIMITS.items():
        say(f"Charts in a browser, {name}")
        with served_as_in_production(name):
            found = pages(url, session).values() if isolated(url, bundle) == name else []
        note = "" if found else "needs `npm install --omit=dev`"
        drawn, sent = (max((page[what] for page in found), default=None) for what in ("seconds", "bytes"))
        yield Figure(f"charts drawn, {name}", drawn, "s", seconds, note=note)
        yield Figure(f"transferred, {name}", None if sent is None else sent / 1000, "kB", kilobytes, note=note)


def pages(url: str, session: str) -> Mapping[str, Mapping[str, float]]:
    """How soon each page is drawn, and what it transfers."""
    others = ("--ignore=admin", "--ignore=drf_spectacular_sidecar")  # no page has them, and compressing takes long
    manage("collectstatic", "--no-input", "--clear", "--verbosity=0", *others, url=url)
    with serving(url, cache=True) as server:
        return isolated(url, visits, f"http://127.0.0.1:{server.port}", session)


def bundle() -> str:
    """Which plotly.js is served."""
    from healthkart.finders import plotly_script

    return BASIC if "basic" in plotly_script().name else WHEELS


@contextmanager
def served_as_in_production(bundle: str) -> Iterator[None]:
    """Static files compressed, plotly.js of this bundle if there is a choice, for processes that are started inside."""
    chosen = {"BENCHMARK_COMPRESSED": "1", "BENCHMARK_WHEELS_PLOTLY": str(int(bundle == WHEELS))}
    os.environ.update(chosen)
    try:
        yield
    finally:
        for name in chosen:
            del os.environ[name]
