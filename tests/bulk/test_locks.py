"""SQLite's locks are those of a process: no other copy of the library may open and close the file while ours has it."""

import shutil
import subprocess
import sys
from pathlib import Path

from healthkart.simulation import simulate
from tests.commands.test_import_killed import ROOT, database, environment

__all__ = ["database"]

IMPORT = """
import subprocess, sys, django
from pathlib import Path
django.setup()
from healthkart.analytics import matching, rollups
from healthkart.bulk import inserting
from healthkart.exchange.importing import import_files
from healthkart.exchange.incoming import tracking

WRITE = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"

def before(owner, name):
    wanted = getattr(owner, name)
    def trying(*arguments, **more):
        other = subprocess.run([sys.executable, "-c", WRITE, sys.argv[1]], capture_output=True, text=True)
        print(name, "database is locked" in other.stderr)
        return wanted(*arguments, **more)
    setattr(owner, name, trying)

inserting.FEW = 100
before(tracking, "_meet")  # what is stored has been read
before(matching, "match")  # all rows are in
before(rollups.DataVersion, "advance")  # so are all results
import_files([Path(sys.argv[2])])
"""

PROOF = """
import django
django.setup()
from django.db import connections
from healthkart.bulk import proof, scanning

ours, read, opened = connections["default"], scanning._read, []

def noting(*arguments):
    opened.append(ours.connection)
    return read(*arguments)

scanning.MANY, scanning._read = 1, noting
print(proof.differences(), len(opened) > 20, set(opened))
"""


def run(script: str, database: Path, *arguments: Path) -> list[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, env=environment(database), capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


def test_nobody_else_writes_during_an_import(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "second"
    folder.mkdir()
    simulate(influencers=10, events=3_000, posts=300, months=2, seed=7).write(folder)
    assert run(IMPORT, database, database, folder) == ["_meet True", "match True", "advance True"]


def test_the_proof_reads_a_file_that_nothing_else_has_open(database: Path) -> None:
    assert run(PROOF, database) == ["[] True {None}"]


def test_the_proof_reads_the_file_whatever_its_name(database: Path) -> None:
    (database.parent / "a").touch()
    named = shutil.copy(database, database.parent / "a#b %41?.sqlite3")
    quoted = named.parent / "a%23b%20%2541%3F.sqlite3"
    assert run(PROOF, quoted) == ["[] True {None}"]
