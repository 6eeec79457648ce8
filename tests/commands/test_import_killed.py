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

# One process that forks, for Python and Django take longer to start than the import to run. Its end is set in the time
# of its processor, so that it comes at the same point on a busy machine; a timer that nobody handles ends a process as
# SIGKILL does. Every way in is taken: rows are staged in a file, and indexes made afterwards.
IMPORTS = """
import os, signal, sys, django
django.setup()
from django.core.management import call_command
from healthkart.bulk import inserting
from healthkart.exchange import importing
from healthkart.exchange.incoming import tracking
inserting.FEW, tracking.INDEXED_LATER = 100, 100

for line in sys.stdin:
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_PROF, float(line))
        call_command("import_data", sys.argv[1])
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    print("ended", os.WIFSIGNALED(status), used.ru_utime + used.ru_stime, flush=True)
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

    def run(self, killed_after: float = 0.0) -> tuple[bool, float]:
        """One import, killed after so many seconds if any: whether it was, and the seconds of a processor it took."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{killed_after}\n")
        self.process.stdin.flush()
        for line in self.process.stdout:  # after what the command says
            if line.startswith("ended"):
                _, killed, seconds = line.split()
                return killed == "True", float(seconds)
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
    imports = Imports(database, second)
    _, seconds = imports.run()
    assert content(database) != before
    shutil.copy(kept, database)
    points = Random(10)
    for _ in range(10):
        killed, _ = imports.run(points.uniform(0.02, 0.85) * seconds)
        assert killed
        assert content(database) == before
    imports.process.terminate()
