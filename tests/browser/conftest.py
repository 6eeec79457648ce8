"""Pages in a real browser: Debian's Chromium, or the one that CHROMIUM names.

Its headless shell comes first: the same engine without the windows around it, which each new session had to wait for.
`page` is a tab in which a viewer is logged in, `admin_page` one of a payout admin, `anonymous_page` one of nobody.
Each fails its test on any console error, breach of the content security policy, or request to another host.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.conftest import logged_in

# Playwright's sync API runs an event loop in this thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Where the browser is. Without one a person's tests are skipped, and CI fails."""
    named = os.environ.get("CHROMIUM")
    names = [named] if named else ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium: install Debian's `chromium-headless-shell`, or name one in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return {**browser_type_launch_args, "executable_path": found, "args": list(QUIET)}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """`page.goto("/campaigns/")` goes to the server of this test run."""
    return live_server.url


@pytest.fixture
def problems() -> list[str]:
    """What a page did that it must not. A test that expects something of it says so and clears the list."""
    return []


@pytest.fixture
def page(new_context: CreateContextCallback, base_url: str, problems: list[str], viewer: User) -> Iterator[Page]:
    with tab(new_context, base_url, problems, viewer) as page:
        yield page


@pytest.fixture
def admin_page(
    new_context: CreateContextCallback, base_url: str, problems: list[str], payout_admin: User
) -> Iterator[Page]:
    with tab(new_context, base_url, problems, payout_admin) as page:
        yield page


@pytest.fixture
def anonymous_page(new_context: CreateContextCallback, base_url: str, problems: list[str]) -> Iterator[Page]:
    with tab(new_context, base_url, problems) as page:
        yield page


@contextmanager
def tab(
    new_context: CreateContextCallback, base_url: str, problems: list[str], user: User | None = None
) -> Iterator[Page]:
    """A tab of a new session, of this person if one is given; afterwards no problem may be left."""
    context = new_context(viewport={"width": 1440, "height": 900})
    if user is not None:
        session = logged_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])
    watch(context, base_url, problems)
    yield context.new_page()
    assert problems == []


def watch(context: BrowserContext, base_url: str, problems: list[str]) -> None:
    """Note console errors (the content security policy reports there too), script errors, and requests elsewhere."""
    own = urlsplit(base_url).netloc

    def console(message: ConsoleMessage) -> None:
        url = message.location["url"]
        # Chromium asks for a favicon by itself where a page names none, as the stock admin's.
        if message.type == "error" and not url.endswith("/favicon.ico"):
            problems.append(f"console: {message.text} ({url})")

    def request(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("blob", "data") and url.netloc != own:
            problems.append(f"request to another host: {request.url}")

    context.on("console", console)
    context.on("weberror", lambda error: problems.append(f"script error: {error.error}"))
    context.on("request", request)
