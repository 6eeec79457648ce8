"""Settings come from the environment: nothing set is a local set-up, DEBUG=0 is production or a refusal by name."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

REPOSITORY = Path(__file__).parent.parent
READ = (
    "DEBUG",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_URL",
    "SECURE_SSL_REDIRECT",
    "PAGES_KEPT",
)
STRONG = "correct-horse-battery-staple-" * 2
PRODUCTION = {"DEBUG": "0", "SECRET_KEY": STRONG, "ALLOWED_HOSTS": "dashboard.example, www.dashboard.example"}


@pytest.fixture
def settings_with(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The settings as a process with this environment, and nothing else set, would read them."""

    def read(**environment: str) -> dict[str, Any]:
        for name in READ:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(REPOSITORY / "healthkart/settings.py"))

    return read


def test_nothing_set_is_a_local_set_up(settings_with: Any) -> None:
    local = settings_with()
    assert local["DEBUG"] is True
    assert local["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert local["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert local["DATABASES"]["default"]["NAME"] == str(REPOSITORY / "db.sqlite3")
    assert local["SECURE_SSL_REDIRECT"] is False


def test_production_takes_its_secret_and_hosts_and_goes_over_https(settings_with: Any) -> None:
    production = settings_with(**PRODUCTION)
    assert production["DEBUG"] is False
    assert production["SECRET_KEY"] == STRONG
    assert production["ALLOWED_HOSTS"] == ["dashboard.example", "www.dashboard.example"]
    assert production["SECURE_SSL_REDIRECT"] is True


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("SECRET_KEY", {"SECRET_KEY": ""}),
        ("SECRET_KEY", {"SECRET_KEY": "short"}),
        ("SECRET_KEY", {"SECRET_KEY": "x" * 60}),
        ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": ""}),
        ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": " , "}),
        ("DEBUG", {"DEBUG": "maybe"}),
        ("DEBUG", {"DEBUG": ""}),
        ("SECURE_SSL_REDIRECT", {"SECURE_SSL_REDIRECT": "sometimes"}),
    ],
)
def test_what_is_missing_or_wrong_is_refused_by_name(
    settings_with: Any, name: str, environment: dict[str, str]
) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must"):
        settings_with(**PRODUCTION | environment)


def test_database_url_moves_to_postgres(settings_with: Any) -> None:
    database = settings_with(DATABASE_URL="postgresql://someone:secret@db.example:5433/health")["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "health")
    assert "init_command" not in database.get("OPTIONS", {})


def test_an_empty_database_url_is_none(settings_with: Any) -> None:
    assert settings_with(DATABASE_URL="")["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"


def test_production_settings_pass_every_deployment_check() -> None:
    """Over https with no warning; CI says so once more, before any test runs."""
    environment = {**os.environ, **PRODUCTION}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # of the browser tests
    check = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert check.returncode == 0, check.stderr


def test_how_many_pages_are_kept_is_a_whole_number(settings_with: Any) -> None:
    assert settings_with(PAGES_KEPT="7")["CACHES"]["pages"]["OPTIONS"] == {"MAX_ENTRIES": 7}
    assert settings_with(PAGES_KEPT="0")["CACHES"]["pages"]["BACKEND"].endswith("DummyCache")
    with pytest.raises(ImproperlyConfigured, match="PAGES_KEPT must be a whole number, not 'many'"):
        settings_with(PAGES_KEPT="many")
