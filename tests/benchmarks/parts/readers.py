"""What readers see while rows come in: how long they wait, and whether what they see is of one piece."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Timer

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.more_rows import MOST, write_more
from tests.benchmarks.processes import manage
from tests.benchmarks.server import Answer, Visitor, serving
from tests.benchmarks.timing import percentile, quick

READERS, IDLE_SECONDS = 2, 4.0
PATH = "/api/v1/summary/"
State = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer: the revenue, orders, payout and version it showed (None for an error), and how long it took."""

    state: State | None
    seconds: float

    @classmethod
    def of(cls, answer: Answer) -> "Seen":
        if answer.status != 200:
            return cls(None, answer.seconds)
        said = json.loads(answer.body)
        totals = (said["totals"][name] for name in ("revenue", "orders", "payout"))
        return cls(tuple(map(str, (*totals, said["data_version"]))), answer.seconds)


def measure(bench: Bench) -> Iterator[Figure]:
    world = bench.world
    rows = min(MOST, world.events // 10)
    file = bench.folder / "meanwhile" / "tracking_data.csv"
    write_more(world.tracking, file, rows, from_user=950_000_000)
    say(f"Readers while {rows:,} rows come in")
    with serving(world.url) as server:

        def look() -> Seen:
            return Seen.of(Visitor(server.port, bench.session).get(PATH))

        before = look()
        idle = read_during(look, lambda stop: Timer(IDLE_SECONDS / 10 if quick() else IDLE_SECONDS, stop.set).run())
        busy = read_during(look, lambda stop: manage("import_data", file, url=world.url))
        after = look()
    slower = percentile([each.seconds for each in busy], 95) / percentile([each.seconds for each in idle], 95)
    wrong = [each for each in busy if each.state not in {before.state, after.state}]
    note = f"{len(busy)} answers during the import of {rows:,} rows, {len(idle)} idle"
    yield Figure("readers during an import, 95th percentile over idle", slower, "×", 2.5, note=note)
    yield Figure("readers during an import, answers that are torn or refused", len(wrong), "", 0, note=note)
    if before.state == after.state:
        raise RuntimeError("the import changed nothing that a reader could see")


def read_during(look: Callable[[], Seen], work: Callable[[Event], object]) -> list[Seen]:
    """What some readers saw, one answer after the other, from the beginning of the work to its end."""
    done = Event()

    def read_on() -> list[Seen]:
        seen = []
        while not done.is_set():
            seen.append(look())
        return seen

    with ThreadPoolExecutor(READERS) as readers:
        reading = [readers.submit(read_on) for _ in range(READERS)]
        try:
            work(done)
        finally:
            done.set()
        return [seen for each in reading for seen in each.result()]
