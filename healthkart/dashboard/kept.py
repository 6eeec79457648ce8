"""Pages kept for whoever asks the same of the same data, until the data change."""

import re
from functools import lru_cache
from hashlib import sha256

from django.contrib.messages import get_messages
from django.core.cache import BaseCache, caches
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from healthkart.analytics.labels import Labels

# They stand in kept HTML where its reader's menu goes, then where messages go, and in the menu where the token goes.
# No text of the data can hold them: angle brackets are escaped.
ACCOUNT, MESSAGES, TOKEN = b"<!-- account -->", b"<!-- messages -->", "<!-- token -->"


def kept_pages() -> BaseCache:
    """Pages (or parts) as the pieces around what is their reader's own; how many is a setting."""
    return caches["pages"]


def key_of(request: HttpRequest, labels: Labels, *, partly: bool) -> str:
    """What a page depends on beside its reader: the address as it was written, and the data as of one change."""
    asked = (request.get_full_path(), partly, labels.version, labels.changed_at)
    return sha256(repr(asked).encode()).hexdigest()


def without_reader(html: str) -> tuple[bytes, ...]:
    """A page in the three pieces around the menu and the messages; a part is one piece."""
    return tuple(re.split(b"|".join((ACCOUNT, MESSAGES)), html.encode()))


def for_reader(pieces: tuple[bytes, ...], request: HttpRequest) -> bytes:
    """The page with the menu of whoever asks, and what was to be said to them."""
    if len(pieces) == 1:
        return pieces[0]
    before, between, after = pieces
    menu = _menu(request.user.get_username(), request.user.is_staff).replace(TOKEN, get_token(request))
    messages = get_messages(request)
    said = render_to_string("_messages.html", {"messages": messages}) if len(messages) else ""
    return b"".join((before, menu.encode(), between, said.encode(), after))


@lru_cache(maxsize=1_000)
def _menu(username: str, is_staff: bool) -> str:
    return render_to_string("_account.html", {"username": username, "is_staff": is_staff, "token": True})
