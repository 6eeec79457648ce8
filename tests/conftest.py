"""What every test may ask for: people who are logged in, and a fast, empty start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import settings as hypothesis_settings

from healthkart.permissions import PAYOUT_ADMINS, VIEWERS

# A busy machine is no failure. The rest is as it was: with CI set, the same examples every time.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What lies in tests/browser needs a browser: `-m "not browser"` leaves it out; so `database` and `-m database`."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker("browser")
        if uses_database(item):
            item.add_marker("database")


def uses_database(item: pytest.Item) -> bool:
    """Whether it asks for the database of the settings; pytest-django lets no other test at it."""
    if not isinstance(item, pytest.Function):
        return False
    of_django = item.cls is not None and issubclass(item.cls, TransactionTestCase)
    asks = not {"db", "transactional_db"}.isdisjoint(item.fixturenames)
    return of_django or asks or item.get_closest_marker("django_db") is not None


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
