"""The page over the small world of test_small_world, and its numbers against the API's."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client

from healthkart.dashboard.kept import kept_pages
from healthkart.insights.insight import Insight
from payouts.models import Payout
from tests.worlds import campaign, event, in_step, influencer, payout, post, small_world

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "") -> Any:
    kept_pages().clear()  # a kept page has no context
    return client.get(f"/insights/?{query}").context["page"]


def sentences(client: Client, section: str, query: str = "") -> list[str]:
    return [each.sentence for each in _section(client, section, query).insights]


def _section(client: Client, section: str, query: str = "") -> Any:
    return next(each for each in page(client, query).sections if each.name == section)


def totals(client: Client, address: str) -> dict[str, Any]:
    """What the API's summary says of the view at this address; money in paise."""
    answer = client.get("/api/v1/summary/", parse_qsl(urlsplit(address).query)).json()["totals"]
    return answer | {name: int(Decimal(answer[name]) * 100) for name in ("revenue", "payout")}


def test_what_earned_most(viewer_client: Client) -> None:
    small_world()
    assert sentences(viewer_client, "most") == [
        "Of 3 campaigns MuscleBlaze_Campaign_Jan_2025 earned most: ₹1,500, 57.69 % of the revenue.",
        "Of 2 categories Fitness earned most: ₹2,400, 92.31 % of the revenue. Fewer than three influencers: too few to "
        "judge.",
        "Of 2 platforms YouTube earned most: ₹1,600, 61.54 % of the revenue. Fewer than three influencers: too few to "
        "judge.",
        "Of 4 influencers Bala Iyer #2 earned most: ₹1,400, 53.85 % of the revenue.",
    ]


def test_what_lost_what_is_owed_and_what_cannot_be_told(viewer_client: Client) -> None:
    small_world()
    assert sentences(viewer_client, "losses") == [
        "Beauty brought in ₹200.00 for ₹1,000.00 of payout, ₹800.00 less than it cost: an ROI of −80.00 %. Fewer than "
        "three influencers: too few to judge."
    ]
    assert sentences(viewer_client, "payouts") == [
        "₹1,100 of ₹1,550 of payout is still due, 70.97 %.",
        "1 payout declares another total than rate × units: ₹40.00 more. It is that of Bala Iyer #2. What counts is "
        "the declared total.",
        "1 payout of ₹1,000 has no post or order to fall on. It is that of Chitra Sen #3. Such a cost counts for its "
        "influencer, and keeps the campaign and the last day that it names.",
    ]
    gaps = sentences(viewer_client, "gaps")
    assert gaps[0] == (
        "2 of 3 campaigns rest on fewer than three influencers and are too small to judge: Gritzo_Campaign_Jan_2025 "
        "and Summer Push."
    )
    assert [each.split(":")[0] for each in gaps[-2:]] == [
        "₹200 of ₹1,550 of payout, 12.90 %, has no campaign",
        "₹1,000 of ₹1,550 of payout, 64.52 %, has no platform",
    ]


def test_what_changed_says_why_it_cannot_be_told(viewer_client: Client) -> None:
    small_world()
    whole = _section(viewer_client, "changes")
    assert (whole.insights, whole.note[:42]) == ((), "The data do not hold a whole month to comp")
    early = _section(viewer_client, "changes", "date_from=2025-01-06&date_to=2025-01-12")
    assert early.note.startswith("Not compared with 30 Dec 2024 – 5 Jan 2025: the data begin on 5 Jan 2025")
    persona = _section(viewer_client, "persona")
    assert persona.insights == ()
    assert "too few to name a best" in persona.note


def test_days_chosen_are_compared_with_as_many_before(viewer_client: Client) -> None:
    small_world()
    section = _section(viewer_client, "changes", "date_from=2025-01-13&date_to=2025-01-20")
    # 13 to 20 January are eight days: back by two weeks they begin before the data.
    assert section.insights == ()
    section = _section(viewer_client, "changes", "date_from=2025-01-20&date_to=2025-01-26")
    assert section.title == "20–26 Jan 2025 against 13–19 Jan 2025"
    assert [each.sentence for each in section.insights][:2] == [
        "Revenue was ₹900.00 on 20–26 Jan 2025 and ₹0.00 on 13–19 Jan 2025: ₹900.00 more.",
        "Payout was ₹100.00 on 20–26 Jan 2025 and ₹0.00 on 13–19 Jan 2025: ₹100.00 more.",
    ]
    assert section.note.startswith("No order was tracked on 13–19 Jan 2025: the change is not taken apart.")


def test_days_are_compared_with_last_years_where_that_is_asked_for(viewer_client: Client) -> None:
    someone = influencer()
    event(someone, 0, 2, 200)
    event(someone, 365, 3, 600)
    in_step()
    section = _section(viewer_client, "changes", "date_from=2026-01-01&date_to=2026-01-31&compare=year")
    assert section.title == "1 Jan 2026 against 1 Jan 2025"  # as far as the data reach
    assert [each.value for each in section.insights] == [400_00, 100_00, 300_00, 0, 400_00]


@pytest.mark.parametrize(
    ("compare", "title", "against"),
    [("previous", "2–3 Jan 2026 against 26–27 Dec 2025", "26–27 Dec 2025"),
     ("year", "2–3 Jan 2026 against 2–3 Jan 2025", "2–3 Jan 2025")],
)  # fmt: skip
def test_cards_compare_the_days_that_the_sentences_do(
    viewer_client: Client, compare: str, title: str, against: str
) -> None:
    """Where the days asked for are not over, too."""
    someone = influencer()
    for day, revenue in ((0, 50), (2, 200), (20, 9_000), (359, 100), (367, 300)):
        event(someone, day, 1, revenue)
    in_step()
    compared = page(viewer_client, f"date_from=2026-01-02&date_to=2026-01-31&compare={compare}")
    changes = next(each for each in compared.sections if each.name == "changes")
    assert changes.title == title
    assert [card.change.against for card in compared.cards] == [against] * 4
    assert compared.cards[0].change.difference == changes.insights[0].value
    assert [notice.text for notice in compared.notices] == [
        "This period is incomplete: it ends on 31 Jan 2026, the data on 3 Jan 2026. Only its days so far are compared."
    ]


def quarter() -> None:
    """Three whole months: more orders and a smaller basket in March, four influencers of one persona."""
    people = [influencer(str(number)) for number in range(4)]
    for number, someone in enumerate(people):
        event(someone, 0, 1, 500)
        event(someone, 40, 2, 800 + number)
        event(someone, 70, 3, 900)
        post(someone, 41)
        post(someone, 89)
        payout(someone, 600 if number else 9000, rate=300, units=2)
    in_step()


def test_without_days_the_last_whole_month_is_compared(viewer_client: Client) -> None:
    quarter()
    section = _section(viewer_client, "changes")
    assert section.title == "March 2025 against 25 Jan – 24 Feb 2025"
    by_kind = {each.kind: each.value for each in section.insights}
    # 8 orders of ₹400.75 on average, then 12 of ₹300.
    assert by_kind == {
        "change-revenue": 394_00, "change-orders": 1603_00, "change-basket": -1209_00,
        "change-payout": 0, "change-left": 394_00,
    }  # fmt: skip
    assert by_kind["change-orders"] + by_kind["change-basket"] == by_kind["change-revenue"]


@pytest.mark.parametrize("query", ["", "gender=F", "date_from=2025-03-01", "date_from=2025-03-01&compare=previous"])
def test_a_change_leads_to_the_view_that_shows_the_same(viewer_client: Client, query: str) -> None:
    quarter()
    for insight in _section(viewer_client, "changes", query).insights:
        cards = {card.kpi.name: card for card in viewer_client.get(insight.link).context["page"].cards}
        kept_pages().clear()
        if changed := cards.get(insight.kind.removeprefix("change-")):
            assert changed.change.against in insight.sentence
            if changed.kpi.unit == "rupees":
                assert (changed.change.difference, changed.influencers) == (insight.value, insight.influencers)


@pytest.mark.parametrize(
    "query", ["", "gender=F", "platform=Instagram&category=Fitness", "date_from=2025-03-01", "campaign=Unknown"]
)
def test_each_number_is_that_of_the_api(viewer_client: Client, query: str) -> None:
    """Asked for the very view to which the sentence leads."""
    quarter()
    payout(influencer("unassigned"), 70)
    in_step()
    checked = set()
    for section in page(viewer_client, query).sections:
        for insight in section.insights:
            check = CHECKS.get(insight.kind)
            assert insight.link, insight
            if check and "each, " not in insight.sentence:  # of several alike it leads to all
                assert check(insight, totals(viewer_client, insight.link)), insight
                checked.add(insight.kind)
    assert {"change-revenue", "best-persona", "due", "no-campaign"} <= checked
    assert ("no-platform" in checked) == (query in ("", "gender=F", "campaign=Unknown"))


def _equal(kpi: str) -> Callable[[Insight, dict[str, Any]], bool]:
    return lambda insight, api: (insight.value, insight.influencers) == (api[kpi], api["influencers"])


CHECKS: dict[str, Callable[[Insight, dict[str, Any]], bool]] = {
    **{f"most-revenue-{name}": _equal("revenue") for name in ("campaign", "category", "platform", "influencer")},
    "best-persona": _equal("roas"),
    "loss-category": lambda insight, api: insight.value == api["revenue"] - api["payout"],
    "loss-campaign": lambda insight, api: insight.value == api["revenue"] - api["payout"],
    "change-revenue": lambda insight, api: f"was ₹{api['revenue'] // 100:,}.00 in" in insight.sentence,
    "change-payout": lambda insight, api: f"was ₹{api['payout'] // 100:,}.00 in" in insight.sentence,
    "no-campaign": lambda insight, api: insight.value == api["payout"],
    "no-platform": lambda insight, api: insight.value == api["payout"],
    "due": lambda insight, api: insight.value == api["payout"],  # nothing is paid in this world
}


@pytest.mark.parametrize(
    ("query", "reconciled"),
    [("", 1), ("influencer=0", 1), ("influencer=1", 0), ("campaign=Gritzo_Campaign_Jan_2025", 0),
     ("brand=Gritzo&date_from=2025-03-01", 1), ("date_to=2025-01-31", 0), ("platform=Instagram&product=Oats", 1)],
)  # fmt: skip
def test_filters_reach_the_payouts_that_do_not_reconcile(viewer_client: Client, query: str, reconciled: int) -> None:
    quarter()
    found = [each for each in _section(viewer_client, "payouts", query).insights if each.kind == "not-as-declared"]
    assert [(each.value, each.influencers) for each in found] == [(8400_00, 1)] * reconciled


def test_a_rate_times_units_beyond_a_bigint_is_no_error(viewer_client: Client) -> None:
    someone = influencer()
    post(someone)
    payout(someone, 1, rate=Decimal(10**12), units=10**9)
    in_step()
    (found,) = [each for each in _section(viewer_client, "payouts").insights if each.kind == "not-as-declared"]
    assert found.value == pytest.approx(10**23)  # SQLite goes on in floating point


def test_names_are_text(viewer_client: Client) -> None:
    for number in range(2):
        event(influencer(str(number), name="<script>alert(1)</script>"), revenue=100 + number)
    event(influencer("9"), campaign=campaign("<b>bold</b>"), revenue=900)
    in_step()
    html = viewer_client.get("/insights/").content.decode()
    assert "<script>alert" not in html
    assert "<b>bold" not in html
    assert "&lt;b&gt;bold&lt;/b&gt; earned most" in html


@pytest.mark.parametrize(("query", "most"), [("", 13), ("?date_from=2025-03-01&date_to=2025-03-31", 11)])
def test_the_page_asks_as_many_questions_of_few_rows_as_of_many(
    viewer_client: Client, django_assert_num_queries: Callable[[int], Any], query: str, most: int
) -> None:
    """Session, user, version; results, the days before, what is due and whose, and twice what is amiss and whose, and
    where the one payout stands that is.

    Without days the months too, and the last of them by itself.
    """
    quarter()
    viewer_client.get(f"/insights/{query}")
    kept_pages().clear()
    with django_assert_num_queries(most):
        assert viewer_client.get(f"/insights/{query}").status_code == 200


def test_each_view_has_the_part_that_it_leads_to(viewer_client: Client) -> None:
    small_world()
    links = [each.link for section in page(viewer_client).sections for each in section.insights]
    parts = [(link, urlsplit(link).fragment) for link in links if "#" in link]
    assert {part.rstrip("0123456789") for _, part in parts} > {
        "campaigns", "payout-", "title-payouts-by-basis-and-status",
    }  # fmt: skip
    for link, part in parts:
        assert f'id="{part}"' in viewer_client.get(link).content.decode()


def test_one_payout_that_is_amiss_is_led_to_wherever_it_stands_and_several_are_as_a_list(viewer_client: Client) -> None:
    someone = influencer("8")
    for day in range(2):
        post(someone, day)
    first, *_ = [payout(someone, 2, units=2 + (not number)) for number in range(21)]
    in_step()

    def link() -> str:
        (found,) = [each for each in _section(viewer_client, "payouts").insights if each.kind == "not-as-declared"]
        return found.link

    assert link() == f"/influencers/8/?payouts_before={first.pk + 1}#payout-{first.pk}"
    assert f'<tr id="payout-{first.pk}">' in viewer_client.get(link()).content.decode()
    Payout.objects.filter(pk=first.pk).update(units=2)
    last = payout(someone, 3, units=2)
    in_step()
    assert link() == f"/influencers/8/#payout-{last.pk}"
    assert f'<tr id="payout-{last.pk}">' in viewer_client.get(link()).content.decode()
    payout(someone, 3, units=2)
    in_step()
    assert link() == "/influencers/8/#payouts"


def test_a_view_keeps_the_filters(viewer_client: Client) -> None:
    quarter()
    query = urlencode({"category": "Fitness", "date_from": "2025-02-01", "date_to": "2025-03-31"})
    links = {each.link for section in page(viewer_client, query).sections for each in section.insights if each.link}
    assert links
    for link in links:
        assert "category=Fitness" in link
        assert viewer_client.get(link).status_code == 200


def test_the_view_of_personas_says_how_many_are_small(viewer_client: Client) -> None:
    small_world()
    (small,) = (each for each in _section(viewer_client, "gaps").insights if each.kind == "too-small-persona")
    assert small.link.endswith("/payouts/#personas")
    shown = viewer_client.get(small.link).context["page"].small_personas
    assert re.fullmatch(rf"{small.value} of \d+ rest on fewer\.", shown)
    assert small.sentence.startswith(f"{shown.removesuffix(' rest on fewer.')} personas ")


def test_who_has_cost_without_a_day_is_led_to(viewer_client: Client) -> None:
    quarter()
    payout(influencer("unassigned"), 70)
    in_step()
    (no_day,) = (each for each in _section(viewer_client, "gaps").insights if each.kind == "no-day")
    assert (no_day.value, no_day.link) == (70_00, "/payouts/?influencer=unassigned")
