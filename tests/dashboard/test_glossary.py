"""The glossary holds every term, each once, with its anchor."""

import re

import pytest
from django.test import Client

from healthkart.analytics.kpis import KPIS
from healthkart.analytics.scope import DIMENSIONS, TIMES
from healthkart.dashboard.glossary import glossary
from healthkart.dashboard.tables import BESIDE
from healthkart.rows.columns import columns_by_name
from tests.worlds import small_world

TERMS = {term.name: term for section in glossary() for term in section.terms}


def test_it_holds_all_that_the_dashboard_speaks_of() -> None:
    numbers, groups, lists, types, rules = glossary()
    assert [term.name for term in numbers.terms] == [kpi.name for kpi in KPIS] + [*BESIDE, "followers", "paid", "due"]
    assert [term.name for term in groups.terms] == [*(each.name for each in (*DIMENSIONS, *TIMES)), "persona"]
    beside_these = {term.name for term in (*numbers.terms, *groups.terms)}
    assert {term.name for term in lists.terms} == set(columns_by_name()) - beside_these
    assert [term.label for term in types.terms] == ["Celebrity", "Macro", "Mega", "Micro", "Nano"]
    assert {"cost-rule", "organic", "unknown", "days", "comparison", "ranks"} <= {term.name for term in rules.terms}
    assert [term.name for term in TERMS.values() if not term.meaning] == []


def test_no_anchor_stands_for_two_terms() -> None:
    sections = glossary()
    names = [section.name for section in sections] + [term.name for section in sections for term in section.terms]
    assert len(names) == len(set(names))


def test_types_are_told_by_their_thresholds() -> None:
    assert {name: TERMS[name].meaning for name in ("celebrity", "mega", "nano")} == {
        "celebrity": "5,00,000 or more followers.",
        "mega": "50,000 or more followers and fewer than 1,00,000. Elsewhere Mega stands above Macro; these are the "
        "names and thresholds of the brief.",
        "nano": "Fewer than 10,000 followers.",
    }


@pytest.mark.django_db
def test_the_page_shows_each_term_under_its_anchor(viewer_client: Client) -> None:
    page = viewer_client.get("/glossary/").content.decode()
    assert re.findall(r'<div id="([^"]+)">\s*<dt>', page) == list(TERMS)
    roas = page.partition('<div id="roas">')[2].partition("</div>")[0]
    assert "ROAS = revenue / payout" in roas
    assert "Times (×), made of revenue, payout." in roas
    assert 'href="#cost-rule"' in roas


@pytest.mark.django_db
def test_every_page_leads_to_it_and_defines_its_headings(viewer_client: Client) -> None:
    small_world()
    for path in ("/campaigns/", "/influencers/", "/payouts/"):
        page = viewer_client.get(path).content.decode()
        assert '<a href="/glossary/">' in page
        opened = set(re.findall(r'popovertarget="means-(\w+)"', page))
        defined = re.findall(r'id="means-(\w+)" popover', page)
        assert opened <= set(defined)
        assert set(defined) - opened <= {"persona"}  # no table of them here: too few influencers
        assert len(defined) == len(set(defined))
        headings = re.findall(r'<th scope="col"[^>]*aria-label="([^"]+)"[^>]*>(.*?)</th>', page, re.DOTALL)
        assert headings
        assert [label for label, inner in headings if f'aria-label="What {label} means"' not in inner] == []


@pytest.mark.django_db
def test_each_definition_of_each_page_leads_to_its_place(viewer_client: Client) -> None:
    small_world()
    compared = "?date_from=2025-01-22&compare=previous"
    pages = ("/campaigns/", "/influencers/", "/payouts/", "/insights/", "/influencers/1/", "/brands/MuscleBlaze/")
    pages += ("/campaigns/MuscleBlaze_Campaign_Jan_2025/", "/rows/orders/", "/rows/posts/", "/rows/payout/")
    places = set(re.findall(r'id="([\w-]+)"', viewer_client.get("/glossary/").content.decode()))
    for address in [*pages, *(page + compared for page in pages)]:
        page = viewer_client.get(address).content.decode()
        asked = set(re.findall(r'href="/glossary/#([\w-]+)"', page))
        assert asked, address
        assert asked <= places, address
        assert set(re.findall(r'popovertarget="(means-\w+)"', page)) <= set(re.findall(r'id="(means-\w+)"', page))


@pytest.mark.django_db
def test_a_definition_has_the_figures_of_the_page(viewer_client: Client) -> None:
    small_world()
    page = viewer_client.get("/campaigns/").content.decode()
    roas = page.partition('id="means-roas"')[2].partition('id="means-')[0]
    assert "₹2,600 revenue / ₹1,550 payout = 1.6774×" in roas
    assert "Rests on 4 influencers." in " ".join(roas.split())
    assert 'href="/glossary/#roas"' in roas


@pytest.mark.django_db
def test_every_anchor_of_the_page_stands_there_once(viewer_client: Client) -> None:
    anchors = re.findall(r' id="([^"]+)"', viewer_client.get("/glossary/").content.decode())
    assert len(anchors) == len(set(anchors))
