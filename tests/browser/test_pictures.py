"""A chart saved as a picture: it says what it is called, of which page, filters and days, and so does its name."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.test_pages import CHARTS, drawn
from tests.browser.test_profiles import CHARTS as PROFILES
from tests.worlds import small_world

NOTES_WRITING = """
  window.written = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...more) {
    window.written.push(text);
    fillText.call(this, text, ...more);
  };
"""


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def picture(page: Page, address: str, chart: str, folder: Path) -> tuple[str, tuple[int, int]]:
    """Save a chart of this page: the name of the file, and how wide and high the picture is."""
    page.add_init_script(NOTES_WRITING)
    page.goto(address)
    drawn(page, (CHARTS | PROFILES)[address.partition("?")[0]])
    page.evaluate("window.written.length = 0")
    with page.expect_download() as download:
        page.locator(f"[data-png=plot-{chart}]").click()
    download.value.save_as(folder / "picture.png")
    width, height = struct.unpack(">II", (folder / "picture.png").read_bytes()[16:24])
    return download.value.suggested_filename, (width, height)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_says_what_it_shows(page: Page, tmp_path: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    address = "/campaigns/?date_from=2025-01-20&date_to=2025-02-02&compare=previous"
    name, (width, height) = picture(page, address, "roas-by-category", tmp_path)
    assert name == "campaigns-roas-by-category.png"
    drawing = page.locator("#plot-roas-by-category").evaluate("plot => plot.layout.height")
    assert (width, height >= 2 * (drawing + 60)) == (2000, True)
    title, subtitle, *scope = page.evaluate("window.written")
    assert (title, subtitle.startswith("Return on ad spend: revenue per rupee paid out.")) == ("ROAS by category", True)
    assert " ".join(scope) == (
        "Campaign overview · 20 Jan – 2 Feb 2025 · Compare with 6–19 Jan 2025 · Data as of 4 Feb 2025"
    )


CAMPAIGNS = ["MuscleBlaze_Campaign_Jan_2025", "Gritzo_Campaign_Jan_2025"]


def test_many_filters_go_on_in_the_next_line(page: Page, tmp_path: Path) -> None:
    heights = [
        picture(page, f"/campaigns/?{query}", "roas-by-category", tmp_path)[1][1]
        for query in ("gender=Female", "gender=Female&" + "&".join(f"campaign={name}" for name in CAMPAIGNS))
    ]
    assert heights[0] < heights[1]


def test_that_of_a_profile_is_named_after_it(page: Page, tmp_path: Path) -> None:
    assert picture(page, "/influencers/1/", "orders-by-product", tmp_path)[0] == "influencers-1-orders-by-product.png"
    assert "Asha Rao #1 · " in page.evaluate("window.written.join(' ')")


def test_names_are_whole_in_a_picture_though_the_page_has_no_room_for_them(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/payouts/")
    drawn(page, CHARTS["/payouts/"])
    chart = "incremental_roas-by-campaign"
    assert page.evaluate(f"document.getElementById('plot-{chart}').layout.yaxis.ticktext")[0].count("…") == 1
    page.evaluate(
        """() => {
          const draw = window.Plotly.toImage;
          window.Plotly.toImage = (figure, ...more) => {
            window.pictured = figure.layout;
            return draw(figure, ...more);
          };
        }"""
    )
    with page.expect_download():
        page.locator(f"[data-png=plot-{chart}]").click()
    assert page.evaluate("[window.pictured.yaxis.ticktext, window.pictured.yaxis.automargin]") == [None, True]
