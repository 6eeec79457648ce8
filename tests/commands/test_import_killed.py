"""An import that is killed at whatever moment leaves the database as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from healthkart.simulation import simulate

ROOT = Path(__file__).parents[2]

# One process that forks, for Python and Django take longer to start than the import to run. Its end is set by the
# number of its statements, so that it comes on a busy machine too: in the midst of that one, or of the next two. A
# timer that nobody handles ends a process as SIGKILL does. Every way in is taken: rows are staged in a file, indexes
# made afterwards, and results worked out in the database and beside it.
IMPORTS = """
import os, signal, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
from healthkart.bulk import inserting, replacing
from healthkart.exchange import importing
from healthkart.exchange.incoming import tracking
inserting.FEW, replacing.FEW, tracking.INDEXED_LATER = 100, 100, 100

def counted(execute, *arguments):
    global asked
    asked += 1
    if asked == last:
        signal.setitimer(signal.ITIMER_REAL, delay)
    if last and asked > last + 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(*arguments)

for line in sys.stdin:
    last, delay, importing.MANY = int(line.split()[0]), float(line.split()[1]), int(line.split()[2])
    read, write = os.pipe()
    child, asked = os.fork(), 0
    if not child:
        with connection.execute_wrapper(counted):
            call_command("import_data", sys.argv[1])
        os.write(write, str(asked).encode())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    os.close(write)
    print("ended", os.WIFSIGNALED(status), int(os.read(read, 20) or 0), flush=True)
    os.close(read)
"""


class Imports:
    """Imports of a folder into a database, one at a time."""

    def __init__(self, database: Path, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", IMPORTS, str(folder)],
            cwd=ROOT,
            env=environment(database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, last: int = 0, delay: float = 0.0, many: int = 10**6) -> tuple[bool, int]:
        """One import, killed so many seconds after its `last` statement begins if any: whether it was, its statements.

        With `many` or more tracked rows on the days that are stale, all results are worked out beside the database.
        """
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{last} {delay} {many}\n")
        self.process.stdin.flush()
        for line in self.process.stdout:  # after what the command says
            if line.startswith("ended"):
                _, killed, statements = line.split()
                return killed == "True", int(statements)
        raise AssertionError("the process ended")


def environment(database: Path) -> dict[str, str]:
    own = {"DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "healthkart.settings"}
    return os.environ | own | {"TMPDIR": str(database.parent)}


def content(database: Path) -> list[str]:
    """All that the database holds, definitions and rows, as SQL."""
    connection = sqlite3.connect(database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that holds a small world."""
    path, folder = tmp_path / "db.sqlite3", tmp_path / "first"
    folder.mkdir()
    simulate(influencers=10, events=300, posts=60, months=2).write(folder)
    for command in (("migrate", "-v0"), ("import_data", str(folder))):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(path), check=True)
    return path


def test_it_is_all_there_or_nothing(database: Path, tmp_path: Path) -> None:
    second, kept = tmp_path / "second", tmp_path / "kept.sqlite3"
    second.mkdir()
    simulate(influencers=10, events=3_000, posts=300, months=2, seed=7).write(second)
    before = content(database)
    shutil.copy(database, kept)
    imports, points = Imports(database, second), Random(10)
    for many in (1, 10**6):
        _, statements = imports.run(many=many)
        assert content(database) != before
        shutil.copy(kept, database)
        for _ in range(5):
            killed, _ = imports.run(points.randrange(1, statements - 3), points.uniform(0.0001, 0.01), many)
            assert killed
            assert content(database) == before
    imports.process.terminate()
