"""What pages say where there is nothing, or less than was asked."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from healthkart.dashboard.pages import Cell, Column, DataTable
from healthkart.templatetags.states import unknown_in
from tests.worlds import in_step, influencer, small_world

pytestmark = pytest.mark.django_db
PAGES = ("/campaigns/", "/influencers/", "/payouts/", "/insights/")


def text(client: Client, address: str, status: int = 200) -> str:
    """What a page says, without its markup."""
    response = client.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.content.decode()))


def links(client: Client, address: str) -> dict[str, str]:
    """The ways out of a state, by what they say."""
    page = client.get(address).content.decode()
    state = page[page.index('<section class="state"') :].partition("</section>")[0]
    found = re.findall(r'<a href="([^"]*)">(.*?)</a>', state)
    return {re.sub(r"<[^>]*>", "", said): href.replace("&amp;", "&") for href, said in found}


@pytest.mark.parametrize("query", ["", "?period=last_30_days&compare=previous"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_imported_yet_says_how_to(viewer_client: Client, path: str, query: str) -> None:
    page = text(viewer_client, path + query)
    assert "Nothing is imported yet" in page
    assert "python manage.py import_data FOLDER" in page
    assert "python manage.py seed_data" in page


@pytest.mark.parametrize("path", PAGES)
def test_influencers_alone_are_not_nothing(viewer_client: Client, path: str) -> None:
    influencer()
    in_step()
    page = text(viewer_client, path)
    assert "1 influencer is known, and nothing that they sold, posted or were paid." in page
    assert "Nothing is imported yet" not in page
    assert "Nothing is left by these filters" in text(viewer_client, f"{path}?category=Fitness")


@pytest.mark.parametrize("path", PAGES)
def test_filters_that_exclude_everything_can_be_taken_away_one_by_one(viewer_client: Client, path: str) -> None:
    small_world()
    assert links(viewer_client, f"{path}?category=Beauty&gender=Male&date_from=2025-01-10") == {
        "Without “Category Beauty”": "?gender=Male&date_from=2025-01-10",
        "Without “Gender Male”": "?category=Beauty&date_from=2025-01-10",
        "Clear all filters": ".",
    }
    page = text(viewer_client, f"{path}?category=Beauty&gender=Male")
    assert "The data reach from 5 Jan 2025 to 4 Feb 2025." in page
    assert "outside the data" not in page


@pytest.mark.parametrize("query", ["date_from=2026-01-01", "date_to=2024-01-01", "date_from=2026-01-01&gender=F"])
def test_days_outside_the_data_are_said_to_be(viewer_client: Client, query: str) -> None:
    small_world()
    assert "The days that are asked for lie outside the data." in text(viewer_client, f"/insights/?{query}")


@pytest.mark.parametrize("path", PAGES)
def test_a_period_of_no_data_lets_through_what_there_is(viewer_client: Client, path: str) -> None:
    response = viewer_client.get(f"{path}?period=last_30_days")
    assert response.status_code == 200
    assert "Period Last 30 days" in " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())
    assert "Fix these days" not in response.content.decode()


def test_one_filter_that_excludes_everything_is_not_said_to_be_several(viewer_client: Client) -> None:
    small_world()
    assert "No influencer’s sale, post or payout passes." in text(viewer_client, "/campaigns/?date_from=2026-01-01")
    assert links(viewer_client, "/campaigns/?date_from=2026-01-01") == {"Without “From 1 Jan 2026”": "."}


def test_only_what_leaves_something_is_offered_the_days_as_one(viewer_client: Client) -> None:
    small_world()
    outside = "date_from=2026-01-01&date_to=2026-01-31"
    assert links(viewer_client, f"/campaigns/?gender=Female&gender=Male&{outside}") == {
        "Without “Days 1–31 Jan 2026”": "?gender=Female&gender=Male",
        "Clear all filters": ".",
    }
    assert links(viewer_client, f"/campaigns/?category=Beauty&gender=Male&{outside}") == {"Clear all filters": "."}
    assert "with any one of them away" in text(viewer_client, f"/campaigns/?category=Beauty&gender=Male&{outside}")
    assert links(viewer_client, f"/influencers/1/?{outside}&compare=previous") == {
        "Without “Days 1–31 Jan 2026”": "?compare=previous",
        "Clear all filters": ".",
    }


def test_a_refused_filter_can_be_taken_away_alone(viewer_client: Client) -> None:
    small_world()
    answer = viewer_client.get("/payouts/?brand=Nobody&gender=Male&sort=-roi").content.decode()
    assert '<a href="?gender=Male&amp;sort=-roi">Without <code>brand</code></a>' in answer
    assert '<a href=".">Without <code>brnad</code></a>' in viewer_client.get("/campaigns/?brnad=1").content.decode()


def test_why_cells_of_a_table_are_not_known() -> None:
    columns = (Column("campaign", "Campaign"), Column("roas", "ROAS", "ratio"), Column("roi", "ROI", "percent"),
               Column("performance_score", "Score", "score"), Column("revenue", "Revenue", "rupees"))  # fmt: skip
    row = (Cell("Jan"), Cell(None, "ratio"), Cell(None, "percent"), Cell(5, "score"), Cell(0, "rupees"))
    totals = (Cell("All"), Cell(2, "ratio"), Cell(2, "percent"), Cell(None, "score"), Cell(0, "rupees"))
    assert unknown_in(DataTable(columns, (row, row), totals)) == {
        "Not known: nothing to divide by, or to compare with": ["ROAS"],
        "Not known: nothing to divide by": ["ROI"],
        "Not worked out for all together": ["Score"],
    }
    assert unknown_in(DataTable(columns[:1], (row[:1],))) == {}


def test_a_dash_is_explained_beneath_its_table(viewer_client: Client) -> None:
    small_world()
    page = text(viewer_client, "/campaigns/")
    assert "– Not known: nothing to divide by (ROI, Engagement rate)." in page
    assert "Not known: nothing to divide by." in text(viewer_client, "/campaigns/?influencer=4")  # the card of ROAS


@pytest.mark.parametrize(
    ("address", "kept", "dropped"),
    [
        ("/payouts/?sort=-roi&roi_below=50&interval=week&page=1", {"sort": "-roi", "roi_below": "50.0"}, "page"),
        ("/payouts/?hide=posts,poor.roi&page=1", {"hide": "posts,poor.roi"}, "page"),
        ("/influencers/?top_by=posts", {"top_by": "posts"}, "page"),
        ("/rows/posts/?cursor=cD0y", {}, "cursor"),
        ("/influencers/1/?posts_before=2025-01-20.9", {}, "posts_before"),
        ("/influencers/1/?payout=1&lines_before=2025-01-20.9", {}, "payout"),
    ],
)  # fmt: skip
def test_another_filter_keeps_what_the_page_was_set_to_and_begins_its_lists_anew(
    viewer_client: Client, address: str, kept: dict[str, str], dropped: str
) -> None:
    """In the links to other dates and in the form, also where nothing is left."""
    small_world()
    for filters in ("&date_to=2025-02-01", "&date_to=2024-01-01"):
        response = viewer_client.get(address + filters)
        page = response.content.decode()
        for link in re.findall(r'<a href="([^"]*)" data-preset', page):
            asked = QueryDict(link.replace("&amp;", "&").partition("?")[2])
            assert {name: asked.get(name) for name in kept} == kept
            assert dropped not in asked
        sent = dict(re.findall(r'<input [^>]*form="filters"[^>]* name="(\w+)"[^>]*value="([^"]*)"', page))
        assert {name: sent[name].removesuffix(".0") for name in kept} == {
            name: value.removesuffix(".0") for name, value in kept.items()
        }
        assert dropped not in sent


def test_parts_that_are_empty_say_why(viewer_client: Client) -> None:
    small_world()
    page = text(viewer_client, "/payouts/?influencer=1")
    assert "No persona here has three influencers and a known ROAS." in page
    free = text(viewer_client, "/payouts/?influencer=4")  # costs nothing
    assert "ROAS less the plain mean over campaigns, which is not known here." in free
    assert "Incremental ROAS is not known for any of these." in free
    later = viewer_client.get("/campaigns/?date_from=2026-11-10&date_to=2026-11-15").context["page"]
    assert [notice.text for notice in later.notices] == ["This period has not begun: the data end on 4 Feb 2025."]
