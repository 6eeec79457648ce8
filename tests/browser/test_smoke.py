"""The browser, the server and the watch over both: people get in, and nothing a page does wrong goes unseen."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

LOGIN = "/accounts/login/"
ELSEWHERE = "http://another.invalid/"


def test_a_person_logs_in_and_comes_to_the_page_asked_for(anonymous_page: Page, viewer: User, base_url: str) -> None:
    viewer.set_password("look-at-the-numbers")
    viewer.save()
    anonymous_page.goto("/payouts/")
    anonymous_page.get_by_label("Username").fill("viewer")
    anonymous_page.get_by_label("Password").fill("look-at-the-numbers")
    anonymous_page.get_by_role("button", name="Log in").click()
    expect(anonymous_page).to_have_url(f"{base_url}/payouts/")


@pytest.mark.parametrize(
    "path", ["/", "/campaigns/", "/influencers/", "/payouts/", "/insights/", "/views/", "/glossary/"]
)
def test_a_page_with_nothing_on_it_is_a_page(page: Page, path: str) -> None:
    response = page.goto(path)
    assert response is not None
    assert response.status == 200
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_payout_admin_enters_the_admin(admin_page: Page) -> None:
    admin_page.goto("/admin/")
    expect(admin_page.get_by_role("heading", name="Site administration")).to_be_visible()


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("console.error('something broke')", "something broke"),
        ("setTimeout(() => { throw new Error('thrown later') })", "thrown later"),
        (f"new Image().src = '{ELSEWHERE}'", ELSEWHERE),
    ],
)
def test_the_watch_sees(anonymous_page: Page, problems: list[str], script: str, problem: str) -> None:
    anonymous_page.goto(LOGIN)
    anonymous_page.evaluate(script)
    anonymous_page.wait_for_timeout(200)
    assert any(problem in seen for seen in problems), problems
    problems.clear()
