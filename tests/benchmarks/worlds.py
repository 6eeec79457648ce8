"""The simulated world that everything is measured on, and a database that holds it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.databases import MakeDatabase
from tests.benchmarks.processes import Run, isolated, manage
from tests.benchmarks.timing import timed

if TYPE_CHECKING:
    from healthkart.simulation import World

INFLUENCERS, POSTS = 2_000, 200_000
WHOLE = 100_000  # worlds of fewer tracked rows have fewer influencers and posts too


@dataclass(frozen=True, slots=True)
class LoadedWorld:
    """A world of so many tracked rows: its files, the database they were imported into, and how that went."""

    events: int
    folder: Path
    url: str
    loading: Run

    @property
    def tracking(self) -> Path:
        return self.folder / "tracking_data.csv"


def simulated(events: int) -> "World":
    """Three years of 24 campaigns, 60 products and 6 brands; a payout for each influencer and month."""
    from healthkart.simulation import simulate  # brings pandas: not for every process that is started here

    share = min(events / WHOLE, 1)
    return simulate(
        influencers=max(int(INFLUENCERS * share), 1),
        events=events,
        posts=int(POSTS * share),
        months=36,
        campaigns=24,
        products=60,
        brands=6,
    )


def write(events: int, folder: Path) -> None:
    """Write the files of a world."""
    simulated(events).write(folder)


def simulation_seconds(events: int) -> float:
    """How long a world takes to make up, without writing it."""
    simulated(WHOLE // 100)  # what is loaded once does not count
    return timed(lambda: simulated(events))


def load(events: int, folder: Path, make: MakeDatabase) -> LoadedWorld:
    """Make a world, and import it into an empty database."""
    url, files = make(f"world_{events}"), folder / f"world-{events}"
    isolated(url, write, events, files)
    return LoadedWorld(events, files, url, manage("import_data", files, url=url))
