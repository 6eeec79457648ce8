"""The insights in a browser: they follow the filters, and lead to the view that shows each."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.worlds import small_world


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def test_a_sentence_leads_to_its_view_and_back(page: Page) -> None:
    page.goto("/insights/?gender=Male")
    sentence = page.locator("[data-kind=most-revenue-campaign]")
    expect(sentence).to_contain_text("Of 2 campaigns MuscleBlaze_Campaign_Jan_2025 earned most: ₹900")
    sentence.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/(campaigns/)?\?gender=Male&campaign=MuscleBlaze_Campaign_Jan_2025$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Campaign overview")
    expect(page.locator(".tabs [aria-current]")).to_have_text("Campaigns")
    expect(page.locator("#results .cards")).to_contain_text("₹900")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Insights")


def test_a_filter_writes_other_sentences(page: Page, base_url: str) -> None:
    page.goto("/insights/")
    lost = page.locator("section", has=page.get_by_role("heading", name="What brought in less than it cost"))
    expect(lost).to_contain_text("Beauty brought in ₹200.00 for ₹1,000.00 of payout")
    page.get_by_text("Category", exact=True).first.click()
    page.get_by_label("Fitness", exact=True).check()
    expect(lost).to_contain_text("No campaign and no category brought in less than it cost.")
    expect(page.locator(".tabs a").last).to_have_attribute("href", f"{base_url}/insights/?category=Fitness")
