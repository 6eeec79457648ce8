"""What a page weighs, and what is there before any script has run."""

import brotli
import pytest
from playwright.sync_api import Page, Response

from healthkart.finders import compiled_at_once, plotly_script
from tests.browser.test_pages import CHARTS, PATHS, drawn
from tests.worlds import small_world

# Compressed as they are served; the page itself as it is. With Plotly's basic bundle (330 kB) it is less than 600 kB.
LIGHT = 180_000


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_light_but_for_plotly_which_comes_once(page: Page, path: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path)
    drawn(page, CHARTS[path])
    plotly = [answer for answer in answers if "/plotly/" in answer.url]
    assert len(plotly) == 1
    sizes = {
        answer.url: len(answer.body() if "/static/" not in answer.url else brotli.compress(answer.body(), quality=5))
        for answer in answers
        if answer not in plotly
    }
    assert sum(sizes.values()) < LIGHT, sizes


def test_a_plotly_that_is_compiled_at_once_runs(page: Page) -> None:
    page.add_script_tag(content=compiled_at_once(plotly_script().read_bytes()).decode())
    assert page.evaluate("typeof Plotly.react") == "function"


@pytest.mark.parametrize("path", PATHS)
def test_numbers_and_tables_are_there_before_any_script(page: Page, base_url: str, path: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    try:
        context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        plain = context.new_page()
        plain.goto(base_url + path)
        assert plain.locator(".cards .value").count() >= 3
        charts = plain.locator("section.chart:has(.plot)")
        assert charts.count() == CHARTS[path]
        assert charts.filter(has=plain.locator("tbody tr")).count() == CHARTS[path]
    finally:
        context.close()
