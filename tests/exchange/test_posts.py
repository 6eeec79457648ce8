"""Posts: which stored post a row is, and what is stated, matched and confirmed of it."""

from datetime import date
from pathlib import Path

import pytest

from campaigns.models import Brand, Campaign, Product
from healthkart.analytics import proof, rollups
from healthkart.analytics.stale import NOTHING
from influencers.models import Post
from tests.exchange.world import (
    POST_HEADER,
    TRACKING_HEADER,
    TWO_INFLUENCERS,
    bring_in,
    counts,
    posts,
    problems,
)

WITH_ID = f"post_id,{POST_HEADER}"
ROW = "1,Instagram,2025-01-05,http://a/1,Love my Gritzo Oats,1000,50,5"
OTHER = "2,Twitter,2025-01-06,http://a/2,Nothing to see,10,60,6"  # likes above reach: real files have it
SOLD = f"{TRACKING_HEADER}\nInstagram,Gritzo_Jan_2025,1,u1,Oats,2025-01-07,2,500"
KNOWN = (
    "brand__name",
    "product__brand__name",
    "product__name",
    "product_known_by",
    "campaign__name",
    "campaign_known_by",
)
MATCHED = (None, "Gritzo", "Oats", "matched", "Gritzo_Jan_2025", "matched")


@pytest.fixture(autouse=True)
def two_influencers(db: None, tmp_path: Path) -> None:
    bring_in(tmp_path, influencers=TWO_INFLUENCERS, tracking=SOLD)


def post(folder: Path, header: str, *rows: str) -> str:
    """Import posts; what became of them, and the warnings."""
    report = bring_in(folder, posts="\n".join([header, *rows]))
    assert proof.differences() == []
    return "; ".join([*counts(report), *report.warnings]).replace("posts.csv: ", "")


def test_a_post_that_gets_an_id_makes_room_for_one_without(tmp_path: Path) -> None:
    post(tmp_path, POST_HEADER, ROW)
    assert post(tmp_path, WITH_ID, f"P1,{ROW}", f",{ROW}") == "1 new, 1 changed, 0 unchanged"
    assert post(tmp_path, WITH_ID, f"P1,{ROW}", f",{ROW}") == "0 new, 0 changed, 2 unchanged"


def test_every_column(tmp_path: Path) -> None:
    post(tmp_path, WITH_ID, f"7.0,{ROW}", f",{OTHER}")
    first = ("7", "1", "Instagram", date(2025, 1, 5), "http://a/1", "Love my Gritzo Oats", 1000, 50, 5)
    second = ("", "2", "Twitter", date(2025, 1, 6), "http://a/2", "Nothing to see", 10, 60, 6)
    assert posts() == [(*second, None, None, None, "", None, ""), (*first, *MATCHED)]


def test_a_corrected_post(tmp_path: Path) -> None:
    post(tmp_path, POST_HEADER, ROW, OTHER)
    corrected = ROW.replace("Instagram", "x").replace("1000", "1001")
    assert post(tmp_path, POST_HEADER, corrected, OTHER) == "0 new, 1 changed, 1 unchanged"
    assert posts("platform", "reach", *KNOWN)[1] == ("Twitter", 1001, *MATCHED)


def test_a_column_that_is_missing_leaves_what_is_stored_and_an_empty_cell_clears_it(tmp_path: Path) -> None:
    post(tmp_path, POST_HEADER, ROW)
    header = "influencer_id,date,url,reach,likes,comments,platform"
    assert post(tmp_path, header, "1,2025-01-05,http://a/1,1000,50,5,") == "0 new, 1 changed, 0 unchanged"
    assert posts("platform", "caption") == [("", "Love my Gritzo Oats")]


def test_a_post_is_found_by_its_id_wherever_it_was(tmp_path: Path) -> None:
    post(tmp_path, WITH_ID, f"7,{ROW}", f"8,{OTHER}")
    assert post(tmp_path, WITH_ID, f"8,{ROW}", f"7,{OTHER}") == "0 new, 2 changed, 0 unchanged"
    assert posts("post_id", "influencer__code", "url") == [("7", "2", "http://a/2"), ("8", "1", "http://a/1")]


def test_a_post_with_a_new_id_adopts_one_without(tmp_path: Path) -> None:
    post(tmp_path, POST_HEADER, ROW)
    assert post(tmp_path, WITH_ID, f"7,{ROW}") == "0 new, 1 changed, 0 unchanged"
    assert post(tmp_path, WITH_ID, f"7,{ROW}", f"8,{ROW}") == "1 new, 0 changed, 1 unchanged"
    assert posts("post_id") == [("7",), ("8",)]


def test_a_post_without_an_id_is_the_only_one_of_its_key(tmp_path: Path) -> None:
    post(tmp_path, WITH_ID, f"7,{ROW}")
    assert post(tmp_path, POST_HEADER, ROW) == "0 new, 0 changed, 1 unchanged"
    assert post(tmp_path, WITH_ID, f",{ROW}") == "0 new, 0 changed, 1 unchanged"
    assert post(tmp_path, WITH_ID, f"7,{ROW}", f",{ROW}") == "1 new, 0 changed, 1 unchanged"
    assert post(tmp_path, WITH_ID, f"7,{ROW}", f",{ROW}") == "0 new, 0 changed, 2 unchanged"
    assert posts("post_id") == [("",), ("7",)]


def test_keys_that_do_not_say_which_post(tmp_path: Path) -> None:
    assert problems(tmp_path, posts=f"{WITH_ID}\n7,{ROW}\n7,{OTHER}\n,{ROW}\n,{ROW}") == [
        "posts.csv:3: post_id: '7' stands on line 2 too",
        "posts.csv:5: post_id: line 4 has the same influencer, url and date; give each of them its post_id",
    ]
    post(tmp_path, WITH_ID, f"7,{ROW}", f"8,{ROW}")
    assert problems(tmp_path, posts=f"{POST_HEADER}\n{OTHER}\n{ROW}") == [
        "posts.csv:3: post_id: 2 rows in the database have this influencer, url and date; say which by its post_id"
    ]


@pytest.mark.parametrize(
    ("brand", "product", "campaign", "known"),
    [
        ("", "", "", MATCHED),
        ("n/a", "none", "-", MATCHED),
        ("HK Vitals", "", "", ("HKVitals", "HKVitals", "", "matched", None, "")),
        ("HKVitals", "Oats", "", ("HKVitals", "HKVitals", "Oats", "stated", None, "")),
        ("", "MuscleBlaze Whey", "", (None, "MuscleBlaze", "MuscleBlaze Whey", "stated", None, "")),
        ("", "Whey", "HKVitals_Diwali", (None, "HKVitals", "Whey", "stated", "HKVitals_Diwali", "stated")),
        ("", "Oats", "", (None, "Gritzo", "Oats", "stated", "Gritzo_Jan_2025", "matched")),
        ("", "Whey", "", (None, "Unbranded", "Whey", "stated", None, "")),
        ("", "", "Diwali", (None, "Gritzo", "Oats", "matched", "Diwali", "stated")),
    ],
)
def test_what_a_file_states(tmp_path: Path, brand: str, product: str, campaign: str, known: tuple[str, ...]) -> None:
    header, row = f"{POST_HEADER},brand_mentioned,product,campaign", f"{ROW},{brand},{product},{campaign}"
    assert post(tmp_path, header, row) == "1 new, 0 changed, 0 unchanged"
    assert posts(*KNOWN) == [known]
    assert post(tmp_path, header, row) == "0 new, 0 changed, 1 unchanged"
    assert post(tmp_path, POST_HEADER, ROW) == "0 new, 0 changed, 1 unchanged"
    assert posts(*KNOWN) == [known]


def test_what_is_no_longer_stated_is_matched_again(tmp_path: Path) -> None:
    header = f"{POST_HEADER},brand,product,campaign"
    post(tmp_path, header, f"{ROW},HKVitals,Whey,Diwali")
    assert post(tmp_path, header, f"{ROW},,,") == "0 new, 1 changed, 0 unchanged"
    assert posts(*KNOWN) == [MATCHED]


def confirm(product: Product | None, campaign: Campaign | None) -> None:
    said = Post.KnownBy.CONFIRMED
    Post.objects.update(product=product, product_known_by=said, campaign=campaign, campaign_known_by=said)
    rollups.update()


def test_what_a_person_has_confirmed_outranks_the_file(tmp_path: Path) -> None:
    post(tmp_path, POST_HEADER, ROW)
    hkvitals = Brand.objects.create(name="HKVitals")
    confirm(Product.objects.create(brand=hkvitals, name=""), None)
    header = f"{POST_HEADER},product,campaign"
    assert post(tmp_path, header, f"{ROW},Oats,Gritzo_Jan_2025") == "0 new, 0 changed, 1 unchanged"
    assert posts(*KNOWN) == [(None, "HKVitals", "", "confirmed", None, "confirmed")]
    assert post(tmp_path, header, f"{ROW.replace('1000', '1001')},,") == "0 new, 1 changed, 0 unchanged"
    assert posts("reach", *KNOWN) == [(1001, None, "HKVitals", "", "confirmed", None, "confirmed")]


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        ("Whey,HKVitals,confirmed,Diwali,confirmed", (None, "HKVitals", "Whey", "confirmed", "Diwali", "confirmed")),
        ("Oats,,confirmed,,", (None, "Unbranded", "Oats", "confirmed", None, "")),
        ("Gritzo Oats,,confirmed,,", (None, "Gritzo", "Gritzo Oats", "confirmed", "Gritzo_Jan_2025", "matched")),
        (",HKVitals,confirmed,,confirmed", (None, "HKVitals", "", "confirmed", None, "confirmed")),
        (",,confirmed,,confirmed", (None, None, None, "confirmed", None, "confirmed")),
        ("Whey,HKVitals,matched,Diwali,matched", MATCHED),
        ("Whey,HKVitals,stated,Diwali,stated", (None, "Unbranded", "Whey", "stated", "Diwali", "stated")),
    ],
)
def test_how_a_file_knows(tmp_path: Path, cells: str, known: tuple[str, ...]) -> None:
    header = f"{POST_HEADER},product,product_brand,product_known_by,campaign,campaign_known_by"
    post(tmp_path, header, f"{ROW},{cells}")
    assert posts(*KNOWN) == [known]
    assert post(tmp_path, header, f"{ROW},{cells}") == "0 new, 0 changed, 1 unchanged"


def test_an_import_without_statements_leaves_what_was_matched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post(tmp_path, POST_HEADER, ROW)
    monkeypatch.setattr("healthkart.analytics.matching.rematch", lambda *before: NOTHING)
    assert post(tmp_path, POST_HEADER, ROW.replace("1000", "1001"), OTHER) == "1 new, 1 changed, 0 unchanged"
    assert posts(*KNOWN) == [(None, None, None, "", None, ""), MATCHED]


def test_a_brand_cell_of_several_brands_states_none(tmp_path: Path) -> None:
    assert post(tmp_path, f"{POST_HEADER},brands", f"{ROW},Gritzo | HKVitals") == (
        "1 new, 0 changed, 0 unchanged; posts.csv:2: brand: 'Gritzo | HKVitals' names several brands and so states "
        "none (rows like this: 1)"
    )
    assert posts(*KNOWN) == [MATCHED]
