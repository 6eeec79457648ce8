"""The pages of one influencer, campaign and brand: the numbers of the API, and the rows that these are made of."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import resolve, reverse

from campaigns.models import Campaign
from healthkart.dashboard.addresses import page_of
from healthkart.dashboard.kept import kept_pages
from healthkart.rows import newest
from healthkart.rows.newest import LINES, POSTS, Place
from healthkart.rows.records import web_address
from payouts.models import Payout
from tests.worlds import campaign, event, in_step, influencer, payout, post, product, small_world

pytestmark = pytest.mark.django_db
GRITZO, MUSCLEBLAZE = "Gritzo_Campaign_Jan_2025", "MuscleBlaze_Campaign_Jan_2025"
ODD = [
    "<script>alert(1)</script>", """"quoted" 'twice'""", "a/b", "/begins", "ends/", "50% off", "100%25", "a%2Fb",
    "..", ".", "a/../b", "what?", "#1", "back\\slash", "semi;colon & more", "new\nline", "मसल", "Jan+Feb", " blank ",
]  # fmt: skip
QUERIES: list[dict[str, Any]] = [
    {},
    {"date_from": "2025-01-06", "date_to": "2025-01-31"},
    {"product": "Whey"},
    {"platform": "Instagram", "gender": "F"},
    {"basis": "order"},
]


def address(path: str, query: dict[str, Any]) -> str:
    return f"{path}?{urlencode(query, doseq=True)}"


def shown(client: Client, path: str) -> Any:
    """A page drawn anew: of a kept one nothing but its HTML is left."""
    kept_pages().clear()
    return client.get(path).context["page"]


# The numbers are those of the API.


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(
    ("dimension", "value"),
    [("influencer", "1"), ("influencer", "2"), ("influencer", "3"), ("campaign", GRITZO), ("campaign", MUSCLEBLAZE),
     ("brand", "Gritzo"), ("brand", "MuscleBlaze")],
)  # fmt: skip
def test_the_cards_are_the_apis_totals(
    viewer_client: Client, dimension: str, value: str, query: dict[str, Any]
) -> None:
    small_world()
    page = viewer_client.get(address(page_of(dimension, value), query)).context["page"]
    totals = viewer_client.get(address("/api/v1/summary/", query | {dimension: value})).json()["totals"]
    if page.is_empty:
        assert {totals[name] for name in ("revenue", "payout")} == {"0.00"}
        return
    shown = {card.kpi.name: card.value for card in page.cards if card.kpi.name in totals}
    assert {"revenue", "orders", "payout", "roas", "engagement_rate"} <= set(shown)
    expected = {name: totals[name] for name in shown}
    for money in ("revenue", "payout"):
        expected[money] = int(Decimal(expected[money]) * 100)
    assert shown == expected


def test_what_beside_its_sums_a_page_shows_is_the_apis(viewer_client: Client) -> None:
    a_crowd()
    page = viewer_client.get("/influencers/2/").context["page"]
    rows = viewer_client.get(
        "/api/v1/performance/?group_by=influencer&influencer_type=Nano&basis=post&ordering=-roas"
    ).json()["results"]
    assert [row["influencer"] for row in rows] == ["3", "2", "1", "4"]
    assert page.cards[5].value == rows[1]["performance_score"]
    assert {each.kpi.name: (each.value, each.words) for each in page.peers.standings} == {
        "roas": (rows[1]["roas"], "2nd of 4"),
        "revenue": (20_000, "2nd of 4"),
        "engagement_rate": (0.05, "1st of 4"),
        "performance_score": (rows[1]["performance_score"], "2nd of 4"),
    }
    assert page.peers.words == "Nano influencers paid per post"
    campaigns = viewer_client.get("/api/v1/performance/?group_by=campaign").json()["results"]
    gains = {row["campaign"]: row["incremental_roas"] for row in campaigns}
    assert gains["B"] == pytest.approx(2 - (90_100 / 200 + 2 + 3) / 3)
    assert viewer_client.get("/campaigns/B/").context["page"].cards[5].value == gains["B"]


def a_crowd() -> None:
    """Four Nano influencers paid 100 a post, who sell for 100, 200, 300 and nothing in campaigns A to C; one of other
    type, who sells more."""
    for code, revenue, name in (("1", 100, "A"), ("2", 200, "B"), ("3", 300, "C")):
        someone = influencer(code, follower_count=500)
        event(someone, revenue=revenue, campaign=campaign(name))
        post(someone, campaign=campaign(name), campaign_known_by="stated")
        payout(someone, 100)
    idle = influencer("4", follower_count=500)
    post(idle)
    payout(idle, 100)
    star = influencer("5", follower_count=900_000)
    event(star, revenue=90_000, campaign=campaign("A"))
    post(star, campaign=campaign("A"), campaign_known_by="stated")
    payout(star, 100)
    in_step()


def test_a_rank_leads_to_the_peers_in_this_order(viewer_client: Client) -> None:
    a_crowd()
    page = viewer_client.get("/influencers/1/?date_from=2025-01-01").context["page"]
    (roas, *_) = page.peers.standings
    assert roas.link == "/payouts/?influencer_type=Nano&basis=post&date_from=2025-01-01&sort=-roas"
    table = viewer_client.get(roas.link).context["page"].influencers
    assert [row[0].value for row in table.rows].index("Person 1 #1") + 1 == roas.place == 3


def test_a_campaign_ranks_among_the_campaigns(viewer_client: Client) -> None:
    a_crowd()
    page = viewer_client.get("/campaigns/B/").context["page"]
    assert page.peers.words == "campaigns"
    assert {each.kpi.name: each.words for each in page.peers.standings} == {
        "roas": "3rd of 3", "revenue": "3rd of 3", "orders": "2nd of 3", "engagement_rate": "1st of 3",
    }  # fmt: skip


def test_the_days_of_a_campaign_narrow_its_page_to_them_and_keep_the_other_filters(viewer_client: Client) -> None:
    event(influencer(), campaign=campaign("B_Jan_2025"))
    in_step()
    days = viewer_client.get("/campaigns/B_Jan_2025/?period=last_7_days&gender=Female").context["page"].facts[-1]
    assert days.words == (("1 Jan 2025 – 31 Jan 2025", "?gender=Female&date_from=2025-01-01&date_to=2025-01-31"),)


# The rows add up to the numbers.


def named(listing: Any) -> list[Any]:
    """The rows of a list, the values of each by the names of their columns."""
    names = [column.name for column in listing.table.columns]
    return [
        SimpleNamespace(**dict(zip(names, (cell.value for cell in row), strict=True))) for row in listing.table.rows
    ]


def walk(client: Client, path: str, query: dict[str, Any], parameter: str, of: str) -> Iterator[Any]:
    """All rows of a list, page by page as its links lead."""
    while True:
        page = shown(client, address(path, query))
        if page.is_empty:
            return
        listing = getattr(page, of)
        yield from named(listing)
        if not listing.older:
            return
        query = query | {parameter: listing.older}


def a_long_story() -> None:
    """Posts and lines for several pages, many of them on one day, some of no day, one influencer beside."""
    someone, other = influencer("1"), influencer("2")
    for number in range(POSTS * 2 + 3):
        post(someone, number // 9, caption=f"Gritzo Oats {number}", campaign=campaign(), campaign_known_by="stated")
        post(other, number // 9)
    for number in range(LINES + 5):
        event(someone, number // 2, product=product("Gritzo", f"Bar {number % 2}"))
    payout(someone, 1_000)
    payout(someone, 300, "order")
    for number in range(4):  # nothing was sold in it: no day, or the last it names
        payout(someone, 7 + number, "order", campaign=campaign("Idle"))
    payout(other, 55)
    in_step()


@pytest.mark.parametrize("query", [{}, {"date_from": "2025-01-02"}, {"product": "Bar 1"}, {"campaign": "Idle"}])
@pytest.mark.parametrize(("dimension", "value"), [("influencer", "1"), ("brand", "Gritzo"), ("campaign", "")])
def test_posts_and_lines_are_those_that_the_numbers_are_made_of(
    viewer_client: Client, dimension: str, value: str, query: dict[str, Any]
) -> None:
    a_long_story()
    if dimension == "campaign":
        value, query = ("Idle", {}) if query == {"campaign": "Idle"} else (campaign().name, query)
    path = page_of(dimension, value)
    totals = viewer_client.get(address("/api/v1/summary/", query | {dimension: value})).json()["totals"]
    posts = list(walk(viewer_client, path, query, "posts_before", "posts"))
    lines = list(walk(viewer_client, path, query, "lines_before", "lines"))
    assert len(posts) == totals["posts"]
    assert sum(row.reach for row in posts) == totals["reach"]
    assert sum(row.amount for row in lines) == Decimal(totals["payout"]) * 100
    assert [row.day for row in posts] == sorted((row.day for row in posts), reverse=True)
    days = [row.day for row in lines]
    known = [day for day in days if day]
    assert days == sorted(known, reverse=True) + [None] * (len(days) - len(known))


def test_a_story_is_longer_than_a_page(viewer_client: Client) -> None:
    a_long_story()
    page = shown(viewer_client, "/influencers/1/")
    assert (len(page.posts.table.rows), len(page.lines.table.rows)) == (POSTS, LINES)
    assert page.posts.older.startswith("2025-01-0")
    assert len(list(walk(viewer_client, "/influencers/1/", {}, "posts_before", "posts"))) == POSTS * 2 + 3
    assert None in {row.day for row in walk(viewer_client, "/influencers/1/", {}, "lines_before", "lines")}


def test_an_influencers_payouts_and_what_of_them_is_in_scope(viewer_client: Client) -> None:
    small_world()
    page = viewer_client.get("/influencers/2/?date_to=2025-01-06").context["page"]
    assert [(row.basis, row.total, row.within, row.campaign) for row in named(page.payouts)] == [
        ("per order", 10_000, 0, "Any"),
        ("per order", 5_000, 5_000, GRITZO),
    ]
    assert sum(row.within for row in named(page.payouts)) == page.cards[2].value


def test_the_lines_of_one_payout(viewer_client: Client) -> None:
    small_world()
    page = viewer_client.get("/influencers/2/?payout=2").context["page"]
    assert [(row.reference, row.amount, str(row.day)) for row in named(page.lines)] == [
        ("number 2", 5_000, "2025-01-06")
    ]
    assert len(viewer_client.get("/influencers/2/").context["page"].lines.table.rows) == 2


def test_a_payout_leads_to_its_lines_and_leaves_the_other_lists_where_they_are(viewer_client: Client) -> None:
    small_world()
    query = "product=Whey&date_from=2025-01-01&payouts_before=99&posts_before=2025-02-01.9"
    html = viewer_client.get(f"/influencers/2/?{query}&lines_before=2025-02-01.9").content.decode()
    link = f'href="?{query.replace("&payouts_before=99&", "&")}&payouts_before=99&payout=2#lines"'
    assert link.replace("&", "&amp;") in html


def test_a_payout_of_somebody_else_is_not_there(viewer_client: Client) -> None:
    small_world()
    for payout_id in (1, 99):
        for file in ("", "&table=lines&format=csv"):
            answer = viewer_client.get(f"/influencers/2/?payout={payout_id}{file}")
            assert answer.status_code == 400
            assert answer.context["complaints"] == {"payout": [f"No payout of this influencer has the id {payout_id}."]}


# Names are other people's text.


@pytest.mark.parametrize("name", ODD)
def test_any_name_has_an_address(name: str) -> None:
    for view in ("campaigns:campaign", "brand", "influencers:influencer"):
        path = reverse(view, args=[name])
        assert re.fullmatch(r"/\w+/[\w~@:!$&'()*+,;=%.-]+/", path), path
        assert not re.search(r"/(\.|%2e)+/", path, re.IGNORECASE)


@pytest.mark.parametrize("name", ODD)
def test_any_name_has_a_page(viewer_client: Client, name: str) -> None:
    someone = influencer(name.strip(), name=name)
    event(someone, campaign=campaign(name), product=product(name, name))
    post(someone, caption=name, campaign=campaign(name), url="javascript:alert(1)")
    payout(someone, 100)
    in_step()
    for dimension, value in (("influencer", name.strip()), ("campaign", name), ("brand", name)):
        answer = viewer_client.get(page_of(dimension, value))
        assert answer.status_code == 200, (dimension, value)
        assert answer.context["page"].name == name
        assert answer.context["page"].cards[0].value == 10_000
        html = answer.content.decode()
        assert "<script>alert" not in html
        assert "javascript:" not in html.replace("javascript:alert(1)</td>", "")


def test_a_form_sends_to_the_page_that_it_is_on(viewer_client: Client) -> None:
    """Also where the address must be escaped."""
    event(influencer(), campaign=campaign("a/b?c #50%"))
    in_step()
    path = page_of("campaign", "a/b?c #50%")
    action = re.search(r'id="filters"[^>]* action="([^"]+)"', viewer_client.get(path).content.decode())
    assert action is not None
    assert action[1] == path
    assert viewer_client.get(f"{action[1]}?interval=day").context["page"].name == "a/b?c #50%"


@pytest.mark.parametrize(
    ("url", "link"),
    [("https://example.com/p/1?a=b", "https://example.com/p/1?a=b"), ("http://example.com", "http://example.com"),
     ("javascript:alert(1)", ""), ("//example.com", ""), ("data:text/html,x", ""), ("https:", ""), ("www.x.com", ""),
     ("http://[x", ""), ("", ""),
     (r"https://evil.example\@instagram.com/p/1", ""), ("http:// /x", ""), ("https://x.com/a b", "https://x.com/a b")],
)  # fmt: skip
def test_only_the_addresses_of_pages_are_links(url: str, link: str) -> None:
    assert web_address(url) == link


# What is not there, and what is refused.


@pytest.mark.parametrize("path", ["/influencers/99/", "/campaigns/None/", "/brands/None/", "/influencers/Asha%20Rao/"])
def test_what_is_not_there_is_not_found(viewer_client: Client, path: str) -> None:
    small_world()
    assert viewer_client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "query", "named"),
    [("/influencers/1/", "influencer=2", "influencer"), ("/influencers/1/", "influencer=1", "influencer"),
     ("/campaigns/Summer%20Push/", f"campaign={GRITZO}", "campaign"), ("/brands/Gritzo/", "brand=Gritzo", "brand"),
     ("/influencers/1/", "brnad=Gritzo", "brnad"), ("/influencers/1/", "posts_before=yesterday", "posts_before"),
     ("/influencers/1/", "posts_before=2025-02-30.1", "posts_before"), ("/brands/Gritzo/", "payout=1", "payout"),
     ("/influencers/1/", "payout=x", "payout"), ("/influencers/1/", "payouts_before=0", "payouts_before"),
     ("/influencers/1/", f"lines_before=none.{10**18}", "lines_before")],
)  # fmt: skip
def test_refused_by_name(viewer_client: Client, path: str, query: str, named: str) -> None:
    small_world()
    answer = viewer_client.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert list(answer.context["complaints"]) == [named]


@pytest.mark.parametrize("text", ["2025-01-05.12", "none.3"])
def test_a_place_is_what_it_says(text: str) -> None:
    assert str(Place.of(text)) == text


def test_someone_of_whom_nothing_is_recorded_has_a_page_too(viewer_client: Client) -> None:
    small_world()
    influencer("9", name="New Here", follower_count=None)
    in_step()
    answer = viewer_client.get("/influencers/9/")
    assert answer.status_code == 200
    assert answer.context["page"].is_empty
    assert "Nothing is recorded of this influencer" in answer.content.decode()
    assert "Nothing is left by these filters" in viewer_client.get("/influencers/1/?platform=YouTube").content.decode()


# Ways there and back.


def test_a_page_narrowed_to_one_offers_its_page(viewer_client: Client) -> None:
    small_world()
    html = viewer_client.get("/payouts/?influencer=1&brand=Gritzo&date_from=2025-01-01").content.decode()
    assert 'href="/influencers/1/?brand=Gritzo&amp;date_from=2025-01-01"' in html
    assert 'href="/brands/Gritzo/?influencer=1&amp;date_from=2025-01-01"' in html
    assert "chip-page" not in viewer_client.get("/payouts/?brand=Gritzo&brand=MuscleBlaze&gender=F").content.decode()


def test_a_page_leads_back_to_the_dashboard_narrowed_to_it(viewer_client: Client) -> None:
    small_world()
    page = viewer_client.get("/influencers/1/?brand=Gritzo").context["page"]
    assert page.elsewhere == (
        ("Campaign overview", "/campaigns/?brand=Gritzo&influencer=1"),
        ("Influencer insights", "/influencers/?brand=Gritzo&influencer=1"),
        ("ROI and payouts", "/payouts/?brand=Gritzo&influencer=1"),
    )
    for _, link in page.elsewhere:
        assert viewer_client.get(link).status_code == 200


@pytest.mark.parametrize("path", ["/influencers/1/", f"/campaigns/{MUSCLEBLAZE}/", "/brands/MuscleBlaze/"])
def test_names_lead_to_their_pages_with_the_filters(viewer_client: Client, path: str) -> None:
    small_world()
    query = "date_from=2025-01-01&date_to=2025-02-28&compare=year"
    html = viewer_client.get(f"{path}?gender=Female&{query}").content.decode()
    main = html.partition('<main id="main"')[2]
    links = re.findall(r'<a href="(/(?:influencers|campaigns|brands)/[^"?]+/[^"]*)"', main)
    assert len(links) > 1
    assert {link.partition("?")[2] for link in links} == {f"gender=Female&{query}".replace("&", "&amp;")}


def test_numbers_lead_to_the_rows_behind_them_and_to_no_others(viewer_client: Client) -> None:
    small_world()
    html = viewer_client.get("/influencers/1/?date_to=2025-02-28").content.decode()
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/rows/[^"]+)"', html)}
    assert "/rows/orders/?date_to=2025-02-28&influencer=1" in links
    assert f"/rows/orders/?date_to=2025-02-28&campaign={GRITZO}&influencer=1" in links
    assert all("influencer=1" in link for link in links)


def test_every_link_of_a_page_answers(viewer_client: Client) -> None:
    small_world()
    for path in ("/influencers/1/?interval=week", page_of("campaign", MUSCLEBLAZE), "/brands/MuscleBlaze/"):
        html = viewer_client.get(path).content.decode()
        links = {link.replace("&amp;", "&").partition("#")[0] for link in re.findall(r'<a\b[^>]*?href="([^"]+)"', html)}
        for link in links - {""}:
            if link.startswith(("http", "/admin", "/api/v1/docs")):
                continue
            target = path.partition("?")[0] + (link if link.startswith("?") else "") if link[0] in "?." else link
            assert viewer_client.get(target, follow=True).status_code == 200, link


def test_another_view_begins_its_lists_anew(viewer_client: Client) -> None:
    a_long_story()
    first = viewer_client.get("/influencers/1/").context["page"]
    own = Payout.objects.filter(influencer__code="1").latest("id")
    places = f"posts_before={first.posts.older}&payout={own.pk}"
    html = viewer_client.get(f"/influencers/1/?brand=Gritzo&{places}").content.decode()
    chip = re.search(r'<a class="chip" href="([^"]+)"', html)
    assert chip is not None
    assert chip[1] == "."
    assert 'name="posts_before"' not in html


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/influencers/0/", 11), ("/campaigns/A/", 9), ("/brands/Gritzo/", 9)])
def test_pages_ask_the_same_number_of_questions(
    viewer_client: Client, django_assert_num_queries: Callable[[int], Any], path: str, queries: int, people: int
) -> None:
    """Session, user, version, results, those by time, of the peers, posts, lines with a day and without;
    of an influencer payouts and what of them is in scope, but no lines without a day."""
    for number in range(people):
        someone = influencer(str(number))
        for _ in range(people):
            event(someone, campaign=campaign("A"))
            post(someone, campaign=campaign("A"), campaign_known_by="stated")
            payout(someone, 100)
    in_step()
    viewer_client.get(path)
    with django_assert_num_queries(3):
        viewer_client.get(path)
    kept_pages().clear()
    with django_assert_num_queries(queries):
        assert viewer_client.get(path).status_code == 200


@pytest.mark.parametrize(("path", "queries"), [("/influencers/0/", 13), ("/campaigns/A/", 11), ("/brands/Gritzo/", 10)])
def test_comparing_asks_once_more_for_each_number(
    viewer_client: Client, django_assert_num_queries: Callable[[int], Any], path: str, queries: int
) -> None:
    """Of the groups and over time; of the peers where the last card stands among them."""
    for number in range(3):
        someone = influencer(str(number))
        for day in (0, 14):
            event(someone, day, campaign=campaign("A"))
        payout(someone, 100, "order")
    in_step()
    address = f"{path}?date_from=2025-01-12&date_to=2025-01-20&compare=previous"
    viewer_client.get(address)
    kept_pages().clear()
    with django_assert_num_queries(queries):
        assert None not in {card.change for card in viewer_client.get(address).context["page"].cards}


def test_the_tab_of_the_section_is_marked(viewer_client: Client) -> None:
    small_world()
    for path, tab in (("/influencers/1/", "Influencers"), ("/brands/Gritzo/", "Campaigns")):
        assert re.findall(r'aria-current="true">([^<]+)<', viewer_client.get(path).content.decode())[:1] == [tab]


def test_the_campaign_pages_do_not_hide_others() -> None:
    assert resolve("/campaigns/").view_name == "campaigns:overview"
    assert resolve("/influencers/").view_name == "influencers:insights"
    assert Campaign.objects.count() == 0


def test_a_list_that_is_cut_says_so_on_paper_too(viewer_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    small_world()
    assert "are shown, and there are older ones" not in viewer_client.get("/influencers/1/").content.decode()
    kept_pages().clear()
    monkeypatch.setattr(newest, "POSTS", 1)
    html = viewer_client.get("/influencers/1/").content.decode()
    assert '<p class="subtitle">Newest first; 1 are shown, and there are older ones.</p>' in html
