"""gunicorn as in production, and someone who is logged in."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.processes import REPOSITORY

WORKERS = 2
PATIENCE = 30  # seconds until it has to answer


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, and its main process."""

    port: int
    process: int

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text()
        return [int(child) for child in children.split()]


@contextmanager
def serving(url: str, *, cache: bool = False) -> Iterator[Server]:
    """The dashboard on a database; without the cache every answer is worked out anew."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = [sys.executable, "-m", "gunicorn", "healthkart.wsgi", f"--workers={WORKERS}", f"--bind=127.0.0.1:{port}"]
    collect_static_files()
    environment = os.environ | {"DATABASE_URL": url, "BENCHMARK_CACHE": str(int(cache))}
    process = subprocess.Popen([*gunicorn, "--timeout=600", "--log-level=warning"], cwd=REPOSITORY, env=environment)
    try:
        wait_for(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


@cache
def collect_static_files() -> None:
    """Once: pages name them by their hashes."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def wait_for(port: int) -> None:
    """Return when something answers there; raises TimeoutError if nothing does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            Visitor(port, "").get("/accounts/login/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing answered on port {port} within {PATIENCE} s")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how many seconds it took to the last byte."""

    status: int
    body: bytes
    seconds: float


class Visitor:
    """Someone with a session who keeps the connection open as long as the server does."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        # A secret of our own making is as good as one that the server sets.
        self.cookies = {"sessionid": session, "csrftoken": "0123456789abcdef" * 2}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(fields), **{"Content-Type": "application/x-www-form-urlencoded"})

    def stream(self, path: str) -> http.client.HTTPResponse:
        """An answer to be read piece by piece."""
        self.connection.request("GET", path, headers=self._headers)
        return self.connection.getresponse()

    @property
    def _headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def _ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        begun = time.perf_counter()
        self.connection.request(method, path, body, self._headers | headers)
        answer = self.connection.getresponse()
        content = answer.read()
        return Answer(answer.status, content, time.perf_counter() - begun)

    def must_get(self, path: str) -> Answer:
        """An answer of status 200; anything else is a RuntimeError."""
        answer = self.get(path)
        if answer.status != 200:
            raise RuntimeError(f"{path} was answered with {answer.status}")
        return answer


def answers_within(seconds: float, port: int, session: str, path: str) -> int:
    """How many answers one visitor gets in so many seconds."""
    visitor, until, count = Visitor(port, session), time.monotonic() + seconds, 0
    while time.monotonic() < until:
        visitor.must_get(path)
        count += 1
    return count


def log_in() -> str:
    """The key of a session of an admin, made in the database of this process."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User

    user, _ = User.objects.get_or_create(username="benchmark", is_staff=True, is_superuser=True)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
