"""Work in processes of its own: nothing is kept from what ran before, and memory can be told apart.

Run as a module it is the process between: the most memory a process ever had counts from before it started its own
program, so whoever starts it has to be small.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

REPOSITORY = Path(__file__).parents[2]
Given = ParamSpec("Given")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Run:
    """A command that ended well: how long it took, the most memory (bytes) it had at once, and what it wrote."""

    seconds: float
    peak: int
    output: str


def manage(*arguments: object, url: str) -> Run:
    """Run a command of manage.py on a database; raises RuntimeError with what it wrote if it fails."""
    command = [sys.executable, "-m", __name__, "manage.py", *map(str, arguments)]
    ended = subprocess.run(
        command, cwd=REPOSITORY, env=os.environ | {"DATABASE_URL": url}, capture_output=True, text=True
    )
    if ended.returncode:
        raise RuntimeError(f"{' '.join(command[3:])} failed:\n{ended.stdout}{ended.stderr}")
    *output, measured = ended.stdout.splitlines()
    return Run(**json.loads(measured), output="\n".join(output))


def isolated(url: str, function: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs) -> Answer:
    """What a function returns in a fresh process with Django on this database."""
    with ProcessPoolExecutor(1, get_context("spawn"), start_django, (url,)) as process:
        return process.submit(function, *args, **kwargs).result()


def start_django(url: str) -> None:
    """Settings are read once: from here on this process works on this database."""
    os.environ["DATABASE_URL"] = url
    import django

    django.setup()


def main(command: list[str]) -> int:
    """Run a Python script, then write how long it took and its memory as a line of JSON."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command])
    _, status, usage = os.wait4(process.pid, 0)
    measured: dict[str, Any] = {"seconds": time.perf_counter() - begun, "peak": usage.ru_maxrss * 1024}
    sys.stdout.write(f"{json.dumps(measured)}\n")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
