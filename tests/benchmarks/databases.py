"""Scratch databases: files in a folder, or databases of a Postgres server that lives as long."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from tests.benchmarks.processes import manage
from tests.with_postgres import server

Kind = Literal["sqlite", "postgres"]
MakeDatabase = Callable[[str], str]


@contextmanager
def databases(kind: Kind, folder: Path) -> Iterator[MakeDatabase]:
    """A function that makes an empty database, all tables in it, and returns its URL; a name is used once."""
    with sqlite(folder) if kind == "sqlite" else postgres() as make:
        yield make


@contextmanager
def sqlite(folder: Path) -> Iterator[MakeDatabase]:
    template = folder / "template.sqlite3"
    migrate(f"sqlite:///{template}")

    def make(name: str) -> str:
        file = shutil.copy(template, folder / f"{name}.sqlite3")
        return f"sqlite:///{file}"

    yield make


@contextmanager
def postgres() -> Iterator[MakeDatabase]:
    with server() as running:
        address = urlsplit(running.get_uri())

        def make(name: str, template: str = "migrated") -> str:
            running.psql(f"CREATE DATABASE {name} TEMPLATE {template};")
            return str(address._replace(path=f"/{name}").geturl())

        migrate(make("migrated", "template1"))
        yield make


def migrate(url: str) -> None:
    """Make all tables."""
    manage("migrate", "--verbosity=0", url=url)
