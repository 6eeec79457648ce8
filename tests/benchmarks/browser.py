"""How soon a browser that has never been here has drawn a page, and how much it fetches for it."""

import os
import shutil
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

PAGES = ("/campaigns/", "/influencers/", "/payouts/")

# The script marks a chart's drawings as decoration when they are done.
DRAWN = """() => {
  const plots = [...document.querySelectorAll(".plot")];
  const drawn = plots.length && plots.every((plot) => plot.querySelector(".main-svg[aria-hidden=true]"));
  return drawn ? performance.now() / 1000 : false;
}"""


def measure(
    base_url: str, session_cookie: str, pages: Sequence[str] = PAGES, rounds: int = 3
) -> Mapping[str, Mapping[str, float]]:
    """For each page the median `seconds` from navigation until all charts are drawn, and the `bytes` transferred.

    Headless Chromium with an empty cache each time. The cookie is the value of a logged-in session's.
    """
    named = os.environ.get("CHROMIUM")
    path = next(found for name in (named, "chromium", "google-chrome") if name and (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            visit(browser, base_url, session_cookie, pages[0])  # the browser's own start is none of the page's business
            found = {page: [visit(browser, base_url, session_cookie, page) for _ in range(rounds)] for page in pages}
        finally:
            browser.close()
    return {
        page: {"seconds": median(seconds for seconds, _ in visits), "bytes": median(size for _, size in visits)}
        for page, visits in found.items()
    }


def visit(browser: Browser, base_url: str, session_cookie: str, page: str) -> tuple[float, float]:
    """One visit with an empty cache: seconds until all is drawn, and bytes as they came, headers included."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        context.add_cookies([{"name": "sessionid", "value": session_cookie, "url": base_url}])
        tab = context.new_page()
        sizes: list[float] = []
        network = context.new_cdp_session(tab)
        network.send("Network.enable")

        def received(event: dict[str, Any]) -> None:
            sizes.append(event["encodedDataLength"])

        network.on("Network.loadingFinished", received)
        tab.goto(base_url + page, wait_until="commit")
        seconds: float = tab.wait_for_function(DRAWN, polling="raf", timeout=30_000).json_value()
        tab.wait_for_load_state("load")
        return seconds, sum(sizes)
    finally:
        context.close()
