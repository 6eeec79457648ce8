"""Pages kept for whoever asks the same of the same data, until the data change."""

from functools import lru_cache
from hashlib import sha256

from django.core.cache import BaseCache, caches
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from healthkart.analytics.labels import Labels

# They stand in kept HTML where its reader's menu goes, and in the menu where the token goes. No text of the data can
# hold them: angle brackets are escaped.
ACCOUNT, TOKEN = b"<!-- account -->", "<!-- token -->"


def kept_pages() -> BaseCache:
    """Pages (or parts) as what comes before and after their reader's menu; how many is a setting."""
    return caches["pages"]


def key_of(request: HttpRequest, labels: Labels, *, partly: bool) -> str:
    """What a page depends on beside its reader: the address as it was written, and the data as of one change."""
    asked = (request.get_full_path(), partly, labels.version, labels.changed_at)
    return sha256(repr(asked).encode()).hexdigest()


def without_reader(html: str) -> tuple[bytes, ...]:
    """A page in the two pieces around the menu; a part is one piece."""
    return tuple(html.encode().split(ACCOUNT))


def for_reader(pieces: tuple[bytes, ...], request: HttpRequest) -> bytes:
    """The page with the menu of whoever asks."""
    if len(pieces) == 1:
        return pieces[0]
    menu = _menu(request.user.get_username(), request.user.is_staff)
    return menu.replace(TOKEN, get_token(request)).encode().join(pieces)


@lru_cache(maxsize=1_000)
def _menu(username: str, is_staff: bool) -> str:
    return render_to_string("_account.html", {"username": username, "is_staff": is_staff, "token": True})
