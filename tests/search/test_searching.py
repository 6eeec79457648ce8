"""What somebody types, and what is found for it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from campaigns.models import Brand
from healthkart.analytics.labels import current_labels
from healthkart.analytics.scope import Scope
from healthkart.search.searching import BEGINNING, INSIDE, WHOLE, WORD, fit, plain, search
from tests.worlds import campaign, event, in_step, influencer, product, small_world


def found(text: str) -> dict[str, list[str]]:
    return {kind.label: [hit.name for hit in kind.hits] for kind in search(current_labels(), text, Scope())}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  Asha  RAO ", "asha rao"), ("José Ñandú", "jose nandu"), ("Gritzo_Jan-2025", "gritzo jan 2025"),
     ("STRASSE", "strasse"), ("Straße", "strasse"), ("ﬁt", "fit"), ("100% <b>", "100 b"), ("%_'", ""), ("", ""),
     ("आशा", "आशा"), ("Zoë’s", "zoe s")],
)  # fmt: skip
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("name", "wanted", "fits"),
    [("asha rao", "asha rao", WHOLE), ("asha rao", "as", BEGINNING), ("asha rao", "rao", WORD),
     ("asha rao", "rao asha", WORD), ("natasha rao", "asha", INSIDE), ("asha rao", "asha sen", None)],
)  # fmt: skip
def test_fit(name: str, wanted: str, fits: int | None) -> None:
    assert fit(name, wanted) == fits


@pytest.mark.django_db
def test_every_kind_is_found_and_leads_to_its_page() -> None:
    small_world()
    kinds = {kind.label: kind.hits for kind in search(current_labels(), "gritzo", Scope())}
    assert {label: [(hit.name, hit.note, hit.link) for hit in hits] for label, hits in kinds.items()} == {
        "Campaigns": [("Gritzo_Campaign_Jan_2025", "Gritzo", "/campaigns/Gritzo_Campaign_Jan_2025/")],
        "Brands": [("Gritzo", "", "/brands/Gritzo/")],
    }
    (products,) = search(current_labels(), "WHEY", Scope())
    assert [hit.link for hit in products.hits] == ["/campaigns/?brand=MuscleBlaze&product=Whey"]
    (people,) = search(current_labels(), "chitra", Scope())
    assert [(hit.name, hit.note, hit.link) for hit in people.hits] == [
        ("Chitra Sen", "#3 · Celebrity · Beauty", "/influencers/3/")
    ]


@pytest.mark.django_db
def test_what_is_found_leads_on_with_the_filters_that_leave_something_of_it() -> None:
    small_world()
    scope = Scope(
        brand=("Gritzo",), campaign=("Summer Push",), platform=("Instagram",), category=("Food",), influencer=("2",),
        date_from=date(2025, 1, 1), date_to=date(2025, 1, 31), interval="week", compare="previous",
    )  # fmt: skip
    days = "date_from=2025-01-01&date_to=2025-01-31&interval=week&compare=previous"
    people = "platform=Instagram&category=Food&influencer=2"
    for text, link in (
        ("chitra", f"/influencers/3/?brand=Gritzo&campaign=Summer+Push&platform=Instagram&{days}"),
        ("summer", f"/campaigns/Summer%20Push/?{people}&{days}"),
        ("whey", f"/campaigns/?brand=MuscleBlaze&product=Whey&{people}&{days}"),
    ):
        ((hit,),) = (kind.hits for kind in search(current_labels(), text, scope))
        assert hit.link == link
    brands = {kind.label: kind.hits for kind in search(current_labels(), "gritzo", scope)}["Brands"]
    assert [hit.link for hit in brands] == [f"/brands/Gritzo/?{people}&{days}"]


@pytest.mark.django_db
def test_best_first() -> None:
    for code, name in (("7", "Natasha 9"), ("8", "Rao Asha"), ("9", "Zed"), ("90", "Asha Rao"), ("10", "Ashá")):
        influencer(code, name=name)
    in_step()
    assert found("asha") == {"Influencers": ["Ashá", "Asha Rao", "Rao Asha", "Natasha 9"]}
    assert found("9") == {"Influencers": ["Zed", "Asha Rao", "Natasha 9"]}


@pytest.mark.django_db
def test_at_most_eight_of_a_kind_and_how_many_more() -> None:
    for number in range(10, 21):
        influencer(str(number), name=f"Twin {number}")
    in_step()
    (kind,) = search(current_labels(), "twin", Scope())
    assert ([hit.name for hit in kind.hits], kind.more) == ([f"Twin {number}" for number in range(10, 18)], 3)


@pytest.mark.django_db
def test_nothing_is_found_for_nothing() -> None:
    small_world()
    assert found("") == found(" %_ ") == found("nobody at all") == {}


@pytest.mark.django_db
def test_no_row_is_read(django_assert_num_queries: Callable[[int], Any]) -> None:
    small_world()
    labels = current_labels()
    with django_assert_num_queries(0):
        assert search(labels, "a", Scope())


@pytest.mark.django_db
def test_an_unspecified_product_is_not_offered() -> None:
    event(influencer(), campaign=campaign("Spring"), product=product("Gritzo", ""))
    in_step()
    assert found("unspecified") == {}
    assert Brand.objects.count() == 1
