"""What axe says of a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect


def nothing_is_found(page: Page, where: str = "", within: str | None = None) -> None:
    """Fail with axe's report where it finds anything in the page, or in the part that a selector names.

    A part takes a tenth of the time: of a page that was looked at whole, what opens need only be looked at by itself.
    """
    expect(page.locator("[aria-busy]")).to_have_count(0)
    for results in page.locator("#results").all():
        expect(results).to_have_css("opacity", "1")  # what was about to change is pale for a moment
    result = Axe().run(page, context=within)
    assert result.violations_count == 0, f"{where or page.url}\n{result.generate_report()}"
