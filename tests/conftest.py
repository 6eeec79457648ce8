"""What every test may ask for: people who are logged in, and a fast, empty start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings

from healthkart.permissions import PAYOUT_ADMINS, VIEWERS

# A busy machine is no failure. The rest is as it was: with CI set, the same examples every time.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What lies in tests/browser needs a browser: `-m "not browser"` leaves it out."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session", autouse=True)
def quick_settings() -> Iterator[None]:
    """Hashing that costs nothing, and static files as they lie there, whatever the environment says."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Pages kept and requests counted for one test are none of the next one's business."""
    for each in caches.all(initialized_only=True):
        each.clear()


@pytest.fixture
def viewer(db: None) -> User:
    """A marketing viewer: reads everything, writes nothing."""
    user = User.objects.create_user("viewer")
    user.groups.add(Group.objects.get(name=VIEWERS))
    return user


@pytest.fixture
def payout_admin(db: None) -> User:
    """Someone who keeps the payouts, in the admin and through the API."""
    user = User.objects.create_user("payout_admin", is_staff=True)
    user.groups.add(Group.objects.get(name=PAYOUT_ADMINS))
    return user


def logged_in(user: User) -> Client:
    """A client in which this person is logged in; axes would have Client.login() say whose request it is."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def viewer_client(viewer: User) -> Client:
    return logged_in(viewer)


@pytest.fixture
def payout_admin_client(payout_admin: User) -> Client:
    return logged_in(payout_admin)
