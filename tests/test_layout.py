"""The house stays as it was planned: who imports whom, what the web process loads, what pages may hold."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
CODE = ("healthkart", "campaigns", "influencers", "payouts")
# Seeding and importing load these; serving pages does not: 97 MB and a second a process, for nothing.
NOT_IN_THE_WEB_PROCESS = {
    "pandas", "numpy", "pyarrow", "duckdb", "adbc_driver_manager", "adbc_driver_sqlite", "plotly", "faker",
    "gender_guesser", "tqdm", "xlsxwriter",
}  # fmt: skip
# Files that may hold what `UNSAFE` finds, each with its reason.
TRUSTED = {"healthkart/markup.py": "the one place that puts markup together, of what it has escaped"}


def files(*patterns: str, under: tuple[str, ...] = (*CODE, "templates")) -> Iterator[Path]:
    """The project's own files of these patterns."""
    for folder in under:
        for pattern in patterns:
            yield from sorted((REPOSITORY / folder).rglob(pattern))


def found(pattern: re.Pattern[str], paths: Iterator[Path]) -> list[str]:
    """Where the pattern stands, as `file:line: the line`."""
    return [
        f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()}"
        for path in paths
        if str(path.relative_to(REPOSITORY)) not in TRUSTED
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_imports_form_a_ladder() -> None:
    """The contracts are in pyproject.toml."""
    lint = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr


ROOMS = ("analytics", "api", "dashboard", "downloads", "profiles", "rows", "search")


def test_every_module_from_the_numbers_to_the_pages_stands_on_the_ladder() -> None:
    """A module that stands nowhere could import, and be imported from, anywhere."""
    contracts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    ladder = set(re.findall(r"[\w.]+", " ".join(contracts[0]["layers"])))
    modules = {
        f"healthkart.{room}.{path.stem}" for room in ROOMS for path in (REPOSITORY / "healthkart" / room).glob("*.py")
    }
    assert {name for name in modules if not name.endswith(("__init__", ".apps"))} <= ladder


def test_the_web_process_loads_nothing_heavy() -> None:
    """A worker as gunicorn starts it, with every address resolved, and pages, API and admin asked for once."""
    script = """
import json, sys
import healthkart.wsgi
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
get_resolver().url_patterns, get_resolver().reverse_dict
call_command("migrate", verbosity=0)
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.create_superuser("root"))
answers = {address: client.get(address).status_code for address in sys.argv[1:]}
print(json.dumps([answers, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
    addresses = [
        "/campaigns/", "/influencers/", "/payouts/", "/insights/", "/views/", "/glossary/", "/search/?q=a",
        "/rows/orders/", "/rows/posts/", "/rows/payout/",
        "/admin/", "/admin/payouts/payout/", "/admin/payouts/payout/add/",
        "/api/v1/summary/", "/api/v1/performance/?group_by=brand&format=csv", "/api/v1/tracking-events/",
        "/api/v1/schema/",
    ]  # fmt: skip
    worker = subprocess.run(
        [sys.executable, "-c", script, *addresses],
        cwd=REPOSITORY,
        env=os.environ | {"DATABASE_URL": "sqlite://:memory:", "DEBUG": "1"},
        capture_output=True,
        text=True,
    )
    assert worker.returncode == 0, worker.stderr
    answers, loaded = json.loads(worker.stdout)
    assert set(answers.values()) == {200}, answers
    assert NOT_IN_THE_WEB_PROCESS & set(loaded) == set()


INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|[\s\"']on[a-z]+=|javascript:", re.IGNORECASE)


def test_templates_hold_no_inline_script_or_style() -> None:
    """The content security policy would stop them; a page would only look broken."""
    # Those of figures are data, not script: they come from a tag and stand in no template.
    assert found(INLINE, files("*.html")) == []


UNSAFE = re.compile(r"\|\s*safe\b|\bmark_safe\b|\bSafeString\(|\bcsrf_exempt\b|autoescape off")


def test_nothing_else_is_marked_safe() -> None:
    assert found(UNSAFE, files("*.html", "*.py")) == []


ELSEWHERE = re.compile(
    r"""(?:src|href|action|data-[\w-]+|hx-[\w-]+)=["'](?:https?:)?//|url\(["']?(?:https?:)?//|@import"""
)


def test_pages_load_nothing_from_another_host() -> None:
    assert found(ELSEWHERE, files("*.html", "*.css")) == []
    assert found(re.compile(r"""["'`](?:https?:)?//\w"""), files("*.js")) == []


def test_no_registry_is_named_anywhere() -> None:
    """Pins come without the hosts that packages came from: those differ from machine to machine."""
    hosts = [
        ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
    ]
    pattern = re.compile("|".join(map(re.escape, hosts)) + r"|--(?:extra-)?index-url|--find-links|--trusted-host")
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    if tracked.returncode:
        pytest.skip("not a git clone")
    own = Path(__file__)
    named = []
    for path in (REPOSITORY / name for name in tracked.stdout.split("\0") if name):
        if path == own or not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        named += [f"{path.relative_to(REPOSITORY)}: {match.group()}" for match in pattern.finditer(text)]
    assert named == []
