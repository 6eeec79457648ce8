"""Campaigns and products that files state, and the brands they bring."""

from datetime import date
from pathlib import Path

import pytest

from campaigns.models import Brand, Campaign
from tests.exchange.world import TRACKING_HEADER, TWO_INFLUENCERS, bring_in, campaigns, counts, problems, products

pytestmark = pytest.mark.django_db

HEADER = "name,brand,first_day,last_day,confirmed"
MARCH = (date(2025, 3, 1), date(2025, 3, 31))


def test_campaigns_of_a_full_export(tmp_path: Path) -> None:
    rows = ("Gritzo_Mar_2025,HKVitals,2025-03-01,2025-03-05,no", "Holi,HKVitals,2025-03-10,2025-03-14,yes", "Eid,,,,no")
    report = bring_in(tmp_path, campaigns="\n".join([HEADER, *rows, "Diwali,,,,yes"]))
    assert counts(report) == ["campaigns.csv: 4 new, 0 changed, 0 unchanged"]
    assert campaigns() == [
        ("Diwali", None, None, None, True),
        ("Eid", None, None, None, False),
        ("Gritzo_Mar_2025", "Gritzo", *MARCH, False),
        ("Holi", "HKVitals", date(2025, 3, 10), date(2025, 3, 14), True),
    ]
    assert counts(bring_in(tmp_path, campaigns="\n".join([HEADER, *rows]))) == [
        "campaigns.csv: 0 new, 0 changed, 3 unchanged"
    ]


def test_a_row_that_does_not_say_whether_it_is_confirmed_is_so_if_it_says_something(tmp_path: Path) -> None:
    bring_in(
        tmp_path, campaigns="name,brand,first_day,last_day\nHoli,Gritzo,,\nEid,,2025-03-01,2025-03-31\nDiwali,,,\n"
    )
    assert campaigns() == [
        ("Diwali", None, None, None, False),
        ("Eid", None, *MARCH, True),
        ("Holi", "Gritzo", None, None, True),
    ]


def test_an_import_leaves_what_a_person_has_set(tmp_path: Path) -> None:
    gritzo = Brand.objects.create(name="Gritzo")
    Campaign.objects.create(name="Holi", brand=gritzo, first_day=MARCH[0], last_day=MARCH[1], confirmed=True)
    sold = f"{TRACKING_HEADER}\norganic,Holi,,u1,Oats,2025-05-07,2,500"
    bring_in(tmp_path, campaigns=f"{HEADER}\nHoli,HKVitals,2025-03-10,2025-03-14,no", tracking=sold)
    assert campaigns() == [("Holi", "Gritzo", *MARCH, True)]
    again = bring_in(tmp_path, campaigns=f"{HEADER}\nHoli,HKVitals,2025-03-10,2025-03-14,yes")
    assert counts(again) == ["campaigns.csv: 0 new, 1 changed, 0 unchanged"]
    assert campaigns() == [("Holi", "HKVitals", date(2025, 3, 10), date(2025, 3, 14), True)]


def test_problems_of_campaigns(tmp_path: Path) -> None:
    rows = ("Holi,,2025-03-02,2025-03-01,yes", "Eid,,2025-03-02,,yes", "Holi,,,,", "n/a,,,,", "Onam,,,,perhaps")
    assert problems(tmp_path, campaigns="\n".join([HEADER, *rows])) == [
        "campaigns.csv:2: first_day: 2025-03-02 is after the last day, 2025-03-01",
        "campaigns.csv:3: last_day: give the first and the last day, or neither",
        "campaigns.csv:4: name: 'Holi' stands on line 2 too",
        "campaigns.csv:5: name: 'n/a' stands for none",
        "campaigns.csv:6: confirmed: 'perhaps' is neither yes nor no",
    ]


def test_products(tmp_path: Path) -> None:
    report = bring_in(tmp_path, products="brand,name\nAcme,\nGritzo,Oats\nAcme,Bar\nUnbranded,Oats\n")
    assert counts(report) == ["products.csv: 3 new, 0 changed, 1 unchanged"]
    assert products() == [("Acme", ""), ("Acme", "Bar"), ("Gritzo", ""), ("Gritzo", "Oats")]
    again = bring_in(tmp_path, products="brand,name\nacme,\nGritzo,Oats\nAcme,Bar\nUnbranded,Oats\nAcme,Rusk\n")
    assert counts(again) == ["products.csv: 1 new, 0 changed, 4 unchanged"]


def test_brands_that_differ_in_punctuation_only_can_both_be_there(tmp_path: Path) -> None:
    bring_in(
        tmp_path,
        influencers=TWO_INFLUENCERS,
        products="brand,name\nHK Vitals,\nHKVitals,\n",
        tracking=f"{TRACKING_HEADER},brand\n"
        "Instagram,n/a,1,u1,A,2025-01-07,2,5,HK Vitals\n"
        "Instagram,n/a,1,u1,B,2025-01-07,2,5,HKVitals\n"
        "Instagram,n/a,1,u1,C,2025-01-07,2,5,hk-vitals\n",
    )
    assert products() == [
        *(("HK Vitals", ""), ("HK Vitals", "A"), ("HKVitals", ""), ("HKVitals", "B"), ("HKVitals", "C")),
    ]


def test_a_product_stands_once(tmp_path: Path) -> None:
    assert problems(tmp_path, products="brand,name\nGritzo,Oats\nGritzo,Bar\nGritzo,Oats\n,Rusk\n") == [
        "products.csv:4: name: line 2 has the same brand and name",
        "products.csv:5: brand: is empty",
    ]


def test_extra_brands_begin_names(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    settings.EXTRA_BRANDS = ["Acme Foods"]  # type: ignore[attr-defined]
    bring_in(tmp_path, tracking=f"{TRACKING_HEADER}\norganic,n/a,,u1,AcmeFoods Bar,2025-05-07,2,500")
    assert products() == [("Acme Foods", ""), ("Acme Foods", "AcmeFoods Bar")]
