"""What the filters offer, take and refuse; Unknown is a value like any other."""

import pytest
from django.test import Client

from healthkart.analytics.labels import current_labels
from healthkart.analytics.scope import DIMENSIONS, Scope
from healthkart.dashboard.filters import chips, filter_bar
from influencers.models import Influencer
from tests.worlds import campaign, event, in_step, influencer, payout, product, small_world

pytestmark = pytest.mark.django_db
MAY_BE_UNKNOWN = [each.name for each in DIMENSIONS if each.name != "influencer"]


def offered(scope: Scope = Scope()) -> dict[str, list[str]]:  # noqa: B008 - frozen
    return {
        each.dimension.name: [choice.value for choice in each.choices] for each in filter_bar(scope, current_labels())
    }


def test_unknown_is_offered_last_where_there_is_such_a_thing() -> None:
    small_world()
    influencer("9", gender="Woman")
    in_step()
    choices = offered()
    assert {name for name, values in choices.items() if "Unknown" in values} == {
        "brand", "product", "campaign", "platform", "influencer_type", "gender", "basis"
    }  # fmt: skip
    assert {values[-1] for name, values in choices.items() if name != "category"} == {"Unknown"}
    influencer("10", category="")
    in_step()
    assert offered()["category"] == ["Beauty", "Fitness", "Unknown"]


def test_where_all_is_known_it_is_not_offered_but_stays_where_it_was_chosen() -> None:
    someone = influencer()
    event(someone)
    payout(someone, 10, "order")
    in_step()
    assert [name for name, values in offered().items() if "Unknown" in values] == []
    assert offered(Scope(campaign=("Unknown",)))["campaign"] == ["Gritzo_Campaign_Jan_2025", "Unknown"]


def test_what_the_brand_alone_is_known_of_is_an_unknown_product() -> None:
    someone = influencer()
    event(someone, product=product("Gritzo", ""))
    in_step()
    assert [name for name, values in offered().items() if "Unknown" in values] == ["product", "basis"]


def test_an_empty_gender_is_unknown_too(viewer_client: Client) -> None:
    someone = influencer("9", gender="Unknown")
    event(someone)
    Influencer.objects.update(gender="")
    in_step()
    assert offered()["gender"] == ["Unknown"]
    for address in ("summary/?gender=Unknown", "performance/?group_by=gender&gender=Unknown"):
        assert '"orders":1' in viewer_client.get(f"/api/v1/{address}").content.decode()
    assert len(viewer_client.get("/api/v1/tracking-events/?gender=Unknown").json()["results"]) == 1


@pytest.mark.parametrize("name", MAY_BE_UNKNOWN)
def test_a_link_to_unknown_works_where_nothing_is(viewer_client: Client, name: str) -> None:
    event(influencer())
    in_step()
    if name != "basis":
        assert viewer_client.get(f"/api/v1/summary/?{name}=Unknown").json()["totals"]["orders"] == 0
    for path in ("/campaigns/", "/influencers/", "/payouts/", "/insights/", "/rows/orders/"):
        assert viewer_client.get(f"{path}?{name}=Unknown").status_code == 200


@pytest.mark.parametrize("query", ["influencer=Unknown", "campaign=unknown", "brand=Unknwon", "product=Unknown+"])
def test_another_word_is_refused(viewer_client: Client, query: str) -> None:
    small_world()
    answer = viewer_client.get(f"/campaigns/?{query}")
    assert answer.status_code == (200 if query.endswith("+") else 400)  # names are trimmed


def test_unknown_is_a_chip_and_has_no_page(viewer_client: Client) -> None:
    small_world()
    scope = Scope(brand=("Unknown",), campaign=("Summer Push",))
    assert [(chip.value, chip.without, bool(chip.page)) for chip in chips(scope, current_labels())] == [
        ("Unknown", "campaign=Summer+Push", False),
        ("Summer Push", "brand=Unknown", True),
    ]
    for path in ("/brands/Unknown/", "/campaigns/Unknown/", "/influencers/Unknown/"):
        assert viewer_client.get(path).status_code == 404


def test_what_was_called_unknown_before_that_was_refused_is_asked_for_with_what_has_none(viewer_client: Client) -> None:
    someone = influencer()
    event(someone, campaign=campaign("Unknown")), event(someone, campaign=campaign("Spring"))
    in_step()
    assert offered()["campaign"] == ["Spring", "Unknown"]
    event(someone, campaign=None)
    in_step()
    assert offered()["campaign"] == ["Spring", "Unknown"]
    assert viewer_client.get("/api/v1/summary/?campaign=Unknown").json()["totals"]["orders"] == 2
    assert len(viewer_client.get("/api/v1/tracking-events/?campaign=Unknown").json()["results"]) == 2
