"""Pages are kept for whoever asks the same of the same data: nobody can tell, but by the time it takes."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaigns.models import Campaign
from healthkart.analytics.models import DataVersion
from healthkart.dashboard.kept import ACCOUNT, TOKEN, kept_pages
from tests.conftest import logged_in
from tests.worlds import event, in_step, influencer, small_world

pytestmark = pytest.mark.django_db
PATHS = (
    "/campaigns/",
    "/influencers/",
    "/payouts/",
    "/insights/",
    "/payouts/?sort=-payout&hide=roi,poor.roi&gender=F&interval=week",
    "/influencers/1/",
    "/brands/Gritzo/?interval=day",
)
HIDDEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    small_world()


def text(response: Any) -> bytes:
    """The page without the token, which is another in each answer."""
    assert response.status_code == 200
    return HIDDEN.sub(b"", response.content)


@pytest.mark.parametrize("partly", [False, True])
@pytest.mark.parametrize("path", PATHS)
def test_a_kept_page_is_the_page(viewer_client: Client, path: str, partly: bool) -> None:
    headers = {"hx-request": "true"} if partly else {}
    drawn, kept = (viewer_client.get(path, headers=headers) for _ in range(2))
    assert "page" in drawn.context
    assert "page" not in (kept.context or ())
    assert text(drawn) == text(kept)
    assert drawn.headers == kept.headers
    assert not [mark for mark in (ACCOUNT, TOKEN.encode()) if mark in kept.content]
    assert (b"<title>" in kept.content) != partly


@pytest.mark.parametrize("first_is_staff", [False, True])
def test_a_reader_sees_its_own_menu(viewer: User, payout_admin: User, first_is_staff: bool) -> None:
    readers = [viewer, payout_admin][:: -1 if first_is_staff else 1]
    for reader in readers:
        page = logged_in(reader).get("/payouts/").content.decode()
        assert f"<summary>{reader.username}</summary>" in page
        assert ('href="/admin/"' in page) == reader.is_staff
        assert {name for name in ("viewer", "payout_admin") if f">{name}<" in page} == {reader.username}


def test_a_kept_page_holds_nothing_of_its_reader(payout_admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[tuple[bytes, ...]] = []
    monkeypatch.setattr(type(kept_pages()), "set", lambda self, key, pieces: kept.append(pieces))
    page = payout_admin_client.get("/campaigns/").content
    token = HIDDEN.search(page)
    assert token is not None
    (pieces,) = kept
    assert len(pieces) == 3
    for own in (b"payout_admin", b"csrf", b"/admin/", token[1]):
        assert own not in b"".join(pieces)


def test_the_token_of_a_kept_page_is_the_readers(viewer: User) -> None:
    logged_in(viewer).get("/campaigns/")
    client = Client(enforce_csrf_checks=True)
    client.force_login(viewer)
    token = HIDDEN.search(client.get("/campaigns/").content)
    assert token is not None
    assert client.post("/accounts/logout/", {"csrfmiddlewaretoken": token[1].decode()}).status_code == 302


def test_what_changes_shows_at_once(viewer_client: Client) -> None:
    before = viewer_client.get("/campaigns/").content
    event(influencer("9"), revenue=7_000)
    in_step()
    after = viewer_client.get("/campaigns/").content
    assert b"9,600" in after
    assert b"9,600" not in before


def test_a_version_that_came_back_with_other_data_is_another(viewer_client: Client) -> None:
    """As after a restored backup: the number is the same, the time of the change is not."""
    viewer_client.get("/campaigns/")
    version = DataVersion.current()
    Campaign.objects.filter(name__startswith="Gritzo").update(name="Renamed_Jan_2025")
    version.save()
    assert b"Renamed_Jan_2025" in viewer_client.get("/campaigns/").content


def test_other_filters_and_other_addresses_are_other_pages(viewer_client: Client) -> None:
    pages = [text(viewer_client.get(path)) for path in ("/campaigns/", "/campaigns/?brand=Gritzo", "/influencers/")]
    assert len(set(pages)) == 3


def test_a_refusal_is_not_kept(viewer_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(kept_pages()), "set", lambda *all: pytest.fail("kept"))
    for _ in range(2):
        assert viewer_client.get("/campaigns/?brand=Nobody").status_code == 400


def test_nobody_sees_a_page_without_logging_in(client: Client, viewer_client: Client) -> None:
    viewer_client.get("/campaigns/")
    assert client.get("/campaigns/").status_code == 302
