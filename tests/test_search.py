"""The search page and the list for the field in the top bar."""

import re

import pytest
from django.test import Client

from tests.worlds import campaign, event, in_step, influencer, small_world

pytestmark = pytest.mark.django_db


def test_without_script_it_is_a_page(viewer_client: Client) -> None:
    small_world()
    page = viewer_client.get("/search/", {"q": "asha"}).content.decode()
    assert "<title>asha, search" in page
    assert '<a href="/influencers/1/">Asha Rao</a>' in page


def test_htmx_gets_the_list(viewer_client: Client) -> None:
    small_world()
    answer = viewer_client.get("/search/", {"q": "asha"}, headers={"hx-request": "true"})
    assert "<title>" not in answer.content.decode()
    assert 'role="option" aria-selected="false" tabindex="-1" href="/influencers/1/"' in answer.content.decode()
    assert answer.headers["Vary"].startswith("HX-Request")


def test_it_carries_the_filters_of_the_page(viewer_client: Client) -> None:
    small_world()
    fields = ["brand=Gritzo", "date_from=2025-01-01", "interval=week", "compare=previous"]
    query = "&".join(fields)
    for path in ("/campaigns/", "/brands/Gritzo/", "/search/"):
        asked = query.removeprefix("brand=Gritzo&") if path.startswith("/brands") else query
        html = viewer_client.get(f"{path}?{asked}").content.decode()
        for form in re.findall(r'<form[^>]* action="/search/".*?</form>', html, re.DOTALL):
            hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', form)
            assert [f"{name}={value}" for name, value in hidden] == asked.split("&")
    for headers in ({}, {"hx-request": "true"}):
        found = viewer_client.get(f"/search/?q=asha&{query}", headers=headers).content.decode()
        assert f'href="/influencers/1/?{query.replace("&", "&amp;")}"' in found


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_other_peoples_text_is_text(viewer_client: Client, headers: dict[str, str]) -> None:
    name = """<script>alert(1)</script> "50%" off/on 'now'"""
    event(influencer("a/b", name=name), campaign=campaign(name))
    in_step()
    page = viewer_client.get("/search/", {"q": "<script>alert"}, headers=headers).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &quot;50%&quot; off/on &#x27;now&#x27;" in page
    assert 'href="/influencers/a%252Fb/"' in page


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("q=a&brand=Nobody", ["brand"]),
        ("q=a&brnad=Gritzo", ["brnad"]),
        ("q=a&date_from=x", ["date_from"]),
        ("q=a&q=b", ["q"]),
        ("q=%00", ["q"]),
        (f"q={'a' * 101}", ["q"]),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(viewer_client: Client, query: str, named: list[str]) -> None:
    answer = viewer_client.get(f"/search/?{query}")
    assert answer.status_code == 400
    assert list(answer.context["complaints"]) == named


def test_it_wants_a_login(client: Client) -> None:
    assert client.get("/search/?q=a").status_code == 302
