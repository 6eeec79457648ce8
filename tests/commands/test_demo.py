"""`manage.py demo` leads from nothing to pages with something on them, and a second run keeps what is there."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import override_settings

from campaigns.models import Brand
from healthkart.management.commands.demo import LOGINS
from healthkart.permissions import PAYOUT_ADMINS, VIEWERS
from influencers.models import Influencer

REPOSITORY = Path(__file__).parent.parent.parent


@pytest.fixture
def debug() -> Iterator[None]:
    with override_settings(DEBUG=True):
        yield


@pytest.fixture
def seeded(db: None) -> None:
    """One row is enough for nothing to be seeded."""
    Brand.objects.create(name="Gritzo")


def demo(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    call_command("demo", "--no-serve", *arguments)
    return capsys.readouterr().out.splitlines()


def test_it_makes_logins_and_prints_their_passwords(
    debug: None, seeded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = demo(capsys)
    assert "The database holds data already: nothing seeded." in lines
    for name, password, _, _ in LOGINS:
        assert User.objects.get(username=name).check_password(password)
        assert any(name in line and password in line for line in lines)
    viewer, payout_admin = User.objects.order_by("-username")
    assert (viewer.is_staff, viewer.is_superuser) == (False, False)
    assert (payout_admin.is_staff, payout_admin.is_superuser) == (True, False)
    assert list(viewer.groups.all()) == [Group.objects.get(name=VIEWERS)]
    assert list(payout_admin.groups.all()) == [Group.objects.get(name=PAYOUT_ADMINS)]


def test_a_second_run_keeps_passwords(debug: None, seeded: None, capsys: pytest.CaptureFixture[str]) -> None:
    demo(capsys)
    viewer = User.objects.get(username="viewer")
    viewer.set_password("changed since")
    viewer.save()

    assert demo(capsys)[-2:] == [
        "Login viewer is there already, with the password it had.",
        "Login payout_admin is there already, password pay-to-the-paisa",
    ]
    assert User.objects.get(username="viewer").check_password("changed since")


def test_in_production_it_makes_nothing(seeded: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="DEBUG only"):
        demo(capsys)
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "192.0.2.1:8000", "[::]:8000", "dashboard.example:8000"])
def test_its_passwords_stay_on_this_machine(
    debug: None, seeded: None, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    with pytest.raises(CommandError, match="serves loopback only"):
        demo(capsys, address)
    assert not User.objects.exists()


@contextmanager
def served(environment: dict[str, str], *arguments: str) -> Iterator[tuple[str, Path]]:
    """A demo in a process of its own: its address, and the file it prints to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    said = Path(environment["SAID"])
    with said.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", address, *arguments],
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        for _ in range(600):
            assert process.poll() is None, said.read_text()
            try:
                build_opener().open(f"http://{address}/accounts/login/").close()
                break
            except URLError:
                time.sleep(0.1)
        yield f"http://{address}", said
    finally:
        process.terminate()
        process.wait(10)


def test_from_nothing_to_a_page(tmp_path: Path) -> None:
    """The first command of the README, less its installation; what it printed lets a person in."""
    environment = {
        **os.environ,
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}",
        "SAID": str(tmp_path / "said"),
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    with served(environment) as (address, said):
        login = re.search(r"^Login (?P<username>viewer), password (?P<password>\S+)", said.read_text(), re.MULTILINE)
        assert login, said.read_text()
        cookies = CookieJar()
        browser = build_opener(HTTPCookieProcessor(cookies))
        page: Any = browser.open(f"{address}/")
        assert page.url.startswith(f"{address}/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
        assert token
        page = browser.open(page.url, urlencode({**login.groupdict(), "csrfmiddlewaretoken": token[1]}).encode())
        assert page.url == f"{address}/campaigns/"
        assert "ROAS" in page.read().decode()


def test_an_empty_database_is_seeded(debug: None, db: None, capsys: pytest.CaptureFixture[str]) -> None:
    demo(capsys)
    assert Influencer.objects.count() == 150
