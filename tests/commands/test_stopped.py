"""A command that is interrupted, or finds the disk full, says so in a line and leaves the database as it was."""

import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from healthkart.simulation import simulate
from tests.commands.test_import_killed import ROOT, content, database, environment

__all__ = ["database"]

# The command in a process of its own, which is sent SIGINT in its so-manieth statement: a real one, as Ctrl-C sends it.
INTERRUPTED = """
import os, signal, sys, django
django.setup()
from django.core.management import execute_from_command_line
from django.db import connection

signal.signal(signal.SIGINT, signal.default_int_handler)  # a process in the background is born deaf to it
asked, last = 0, int(sys.argv.pop(1))
def counted(execute, *arguments):
    global asked
    asked += 1
    if asked == last:
        os.kill(os.getpid(), signal.SIGINT)
    return execute(*arguments)

with connection.execute_wrapper(counted):
    execute_from_command_line(["manage.py", *sys.argv[1:]])
"""


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """The files of another world."""
    folder = tmp_path / "second"
    folder.mkdir()
    simulate(influencers=10, events=3_000, posts=300, months=2, seed=7).write(folder)
    return folder


def run(database: Path, *command: str, limit: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """What a process of Python did on the database; `limit` is called in it before it begins."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(database),
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )


def full_at(size: int) -> None:
    """No file of this process may grow beyond this size (bytes): what a full disk is to it."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_an_import_that_is_stopped_says_so_in_a_line_and_nothing_is_done(database: Path, second: Path) -> None:
    before = content(database)
    for statement in (3, 90):
        ended = run(database, "-c", INTERRUPTED, str(statement), "import_data", str(second))
        assert (ended.returncode, ended.stderr) == (130, "CommandError: interrupted: nothing was imported.\n")
        assert content(database) == before
    for room in (40_000, 900_000):  # soon, and in the last of its statements
        ended = run(database, "manage.py", "import_data", str(second), limit=partial(full_at, room))
        assert (ended.returncode, ended.stderr) == (1, "CommandError: nothing was imported: disk I/O error\n")
        assert content(database) == before
