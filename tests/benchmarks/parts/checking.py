"""The proof that everything adds up."""

from collections.abc import Iterator

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import manage


def measure(bench: Bench) -> Iterator[Figure]:
    world = bench.world
    say("check_data")
    yield Figure("check_data", manage("check_data", url=world.url).seconds, "s", 15)
