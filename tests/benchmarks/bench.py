"""What the parts share: the worlds, loaded when the first part asks for them."""

import sys
import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from healthkart.analytics.scope import Scope
from tests.benchmarks.databases import Kind, MakeDatabase
from tests.benchmarks.processes import isolated
from tests.benchmarks.server import log_in
from tests.benchmarks.worlds import LoadedWorld, load

BEGUN = time.monotonic()


class Bench:
    """One run of the benchmarks: how many tracked rows, on which database, in which folder."""

    def __init__(self, events: int, kind: Kind, folder: Path, make: MakeDatabase) -> None:
        self.events, self.kind, self.folder, self.make = events, kind, folder, make

    @cached_property
    def world(self) -> LoadedWorld:
        """The world that everything is measured on."""
        return self._loaded(self.events)

    @cached_property
    def smaller(self) -> LoadedWorld:
        """A world of a tenth of the tracked rows, and as many influencers, campaigns and posts where it is large."""
        return self._loaded(self.events // 10)

    @cached_property
    def filters(self) -> Mapping[str, Scope]:
        """The sets of filters, chosen in the smaller world: what has most rows there exists in both."""
        from tests.benchmarks.pages import chosen_filters

        return isolated(self.smaller.url, chosen_filters, self.smaller.tracking)

    @cached_property
    def session(self) -> str:
        """The key of a session of an admin of the world."""
        return isolated(self.world.url, log_in)

    def limit(self, sqlite: float, postgres: float) -> float:
        """The limit that applies to the database in use."""
        return sqlite if self.kind == "sqlite" else postgres

    def _loaded(self, events: int) -> LoadedWorld:
        say(f"Simulating and importing {events:,} tracked rows")
        return load(events, self.folder, self.make)


def say(text: str) -> None:
    """Show how far it is."""
    sys.stderr.write(f"{time.monotonic() - BEGUN:6.0f} s  {text}\n")
    sys.stderr.flush()
