"""Tracked rows: whose they are, which stored row each is, what is organic."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from campaigns.models import Brand, TrackingEvent
from healthkart.analytics import proof
from tests.exchange.world import TRACKING_HEADER, TWO_INFLUENCERS, bring_in, counts, events, problems, products

pytestmark = pytest.mark.django_db

KnownBy = TrackingEvent.BrandKnownBy
WITH_ID = f"tracking_id,{TRACKING_HEADER}"
ROW = "Instagram,Gritzo_Jan_2025,1,u1,Oats,2025-01-07,2,500.50"
OTHER = "Twitter,Gritzo_Jan_2025,2,u2,Oats,2025-01-08,1,250"


@pytest.fixture(autouse=True)
def two_influencers(db: None, tmp_path: Path) -> None:
    bring_in(tmp_path, influencers=TWO_INFLUENCERS)


def track(folder: Path, header: str, *rows: str, replace: bool = False) -> str:
    """Import tracked rows; what became of them, and the warnings."""
    report = bring_in(folder, tracking="\n".join([header, *rows]), replace=replace)
    assert proof.differences() == []
    return "; ".join([*counts(report), *report.warnings]).replace("tracking.csv: ", "")


def problems_of(folder: Path, header: str, *rows: str) -> list[str]:
    return problems(folder, tracking="\n".join([header, *rows]))


def brands() -> list[tuple[object, ...]]:
    return events("product__brand__name", "product__name", "brand_known_by")


def test_every_column(tmp_path: Path) -> None:
    track(tmp_path, f"{WITH_ID},brand", f"71.0,x,{ROW.partition(',')[2]},hk vitals", f",{ROW},")
    first = ("71", "Twitter", "Gritzo_Jan_2025", "1", "u1", "HKVitals", "Oats", KnownBy.STATED)
    second = ("", "Instagram", "Gritzo_Jan_2025", "1", "u1", "Gritzo", "Oats", KnownBy.CAMPAIGN)
    measures = (date(2025, 1, 7), 2, Decimal("500.5"))
    assert events() == [(*second, *measures), (*first, *measures)]


def test_a_row_may_sell_nothing(tmp_path: Path) -> None:
    track(tmp_path, TRACKING_HEADER, "Instagram,n/a,1,,,2025-01-07,0,0")
    assert events() == [
        ("", "Instagram", None, "1", "", "Unbranded", "", KnownBy.UNKNOWN, date(2025, 1, 7), 0, Decimal(0))
    ]


@pytest.mark.parametrize(
    ("brand", "product", "campaign", "known"),
    [
        ("Gritzo", "MuscleBlaze Whey", "HKVitals_Jan", ("Gritzo", "MuscleBlaze Whey", KnownBy.STATED)),
        ("", "MuscleBlaze Whey", "HKVitals_Jan", ("MuscleBlaze", "MuscleBlaze Whey", KnownBy.PRODUCT)),
        ("", "Whey", "HKVitals_Jan", ("HKVitals", "Whey", KnownBy.CAMPAIGN)),
        ("", "Whey", "Diwali", ("Unbranded", "Whey", KnownBy.UNKNOWN)),
        ("", "n/a", "HK Vitals Jan", ("HKVitals", "", KnownBy.CAMPAIGN)),
        ("muscle-blaze", "", "n/a", ("MuscleBlaze", "", KnownBy.STATED)),
        ("Acme", "Whey", "n/a", ("Acme", "Whey", KnownBy.STATED)),
        ("none", "Acme Whey", "n/a", ("Unbranded", "Acme Whey", KnownBy.UNKNOWN)),
    ],
)
def test_the_brand_of_a_row(
    tmp_path: Path, brand: str, product: str, campaign: str, known: tuple[str, str, int]
) -> None:
    track(tmp_path, f"{TRACKING_HEADER},brand", f"Instagram,{campaign},1,u1,{product},2025-01-07,2,5,{brand}")
    assert brands() == [known]


def test_the_only_brand_that_a_product_has_elsewhere(tmp_path: Path) -> None:
    track(tmp_path, TRACKING_HEADER, "Instagram,Diwali,1,u1,Oats,2025-01-07,2,5")
    assert (brands(), products()) == (
        [("Unbranded", "Oats", KnownBy.UNKNOWN)],
        [("Unbranded", ""), ("Unbranded", "Oats")],
    )
    track(tmp_path, TRACKING_HEADER, ROW, OTHER)
    assert brands() == [("Gritzo", "Oats", KnownBy.ELSEWHERE), *[("Gritzo", "Oats", KnownBy.CAMPAIGN)] * 2]


def test_unbranded_is_forgotten_when_every_row_has_found_its_brand(tmp_path: Path) -> None:
    track(tmp_path, TRACKING_HEADER, ROW, "Instagram,Diwali,1,u1,Oats,2025-01-07,2,5")
    assert products() == [("Gritzo", ""), ("Gritzo", "Oats")]


def test_a_brand_that_a_file_brings_begins_the_names_of_its_products(tmp_path: Path) -> None:
    rows = ("Instagram,n/a,1,u1,Acme Whey,2025-01-07,2,5,", "Instagram,n/a,1,u1,Bar,2025-01-07,2,5,Acme")
    track(tmp_path, f"{TRACKING_HEADER},brand", *rows)
    assert brands() == [("Acme", "Acme Whey", KnownBy.PRODUCT), ("Acme", "Bar", KnownBy.STATED)]


def test_a_cell_of_several_brands_states_none(tmp_path: Path) -> None:
    row = "Instagram,n/a,1,u1,Oats,2025-01-07,2,5"
    said = track(
        tmp_path,
        f"{TRACKING_HEADER},brands",
        f"{row},Gritzo",
        f"{row},HKVitals / Gritzo",
        f'{row},"Gritzo, Gritzo"',
        f"{row},Gritzo & Acme",
    )
    assert said == (
        "4 new, 0 changed, 0 unchanged; tracking.csv:3: brand: 'HKVitals / Gritzo' names several brands and so states "
        "none (rows like this: 2)"
    )
    assert brands() == [*[("Gritzo", "Oats", KnownBy.ELSEWHERE)] * 2, *[("Gritzo", "Oats", KnownBy.STATED)] * 2]


def test_a_brand_in_the_database_may_hold_what_separates_brands(tmp_path: Path) -> None:
    Brand.objects.create(name="Salt & Pepper")
    row = "Instagram,n/a,1,u1,Oats,2025-01-07,2,5"
    track(tmp_path, f"{TRACKING_HEADER},brand", f"{row},Salt & Pepper", f"{row},salt&pepper")
    assert brands() == [("Salt & Pepper", "Oats", KnownBy.STATED)] * 2


def test_organic_rows_have_no_influencer(tmp_path: Path) -> None:
    track(tmp_path, TRACKING_HEADER, "Organic,n/a,,u1,Gritzo Oats,2025-01-07,2,5", "email,n/a,,u1,,2025-01-07,2,5")
    assert events("source", "campaign__name", "influencer__code") == [("Organic", None, None), ("email", None, None)]


def test_what_is_half_organic_is_a_problem(tmp_path: Path) -> None:
    rows = ("x,n/a,,u1,Oats,2025-01-07,2,5", "organic,n/a,2,u1,Oats,2025-01-07,2,5", ROW)
    assert problems_of(tmp_path, TRACKING_HEADER, *rows) == [
        "tracking.csv:2: influencer_id: is empty; only organic rows go without an influencer, and this one's source is "
        "'Twitter'",
        "tracking.csv:3: influencer_id: '2' stands in an organic row; leave it empty, or name the source it came from",
    ]


def test_a_tracking_id_stands_once(tmp_path: Path) -> None:
    assert problems_of(tmp_path, WITH_ID, f"7,{ROW}", f",{ROW}", f",{ROW}", f"7.0,{OTHER}") == [
        "tracking.csv:5: tracking_id: '7' stands on line 2 too"
    ]


def test_a_row_that_stands_k_times_then_stands_at_least_k_times(tmp_path: Path) -> None:
    assert track(tmp_path, TRACKING_HEADER, ROW, ROW) == "2 new, 0 changed, 0 unchanged"
    assert track(tmp_path, TRACKING_HEADER, ROW, OTHER, ROW, ROW) == "2 new, 0 changed, 2 unchanged"
    assert track(tmp_path, TRACKING_HEADER, OTHER, ROW, ROW, ROW) == "0 new, 0 changed, 4 unchanged"
    assert TrackingEvent.objects.count() == 4


def test_rows_that_the_file_does_not_hold_are_warned_of_or_replaced(tmp_path: Path) -> None:
    days = [f"Instagram,Gritzo_Jan_2025,1,u1,Oats,2025-01-0{day},2,5" for day in range(1, 6)]
    outside = ("Instagram,HKVitals_Jan_2025,1,u1,Oats,2025-01-03,2,5", "organic,n/a,,u1,Oats,2025-01-03,2,5")
    track(tmp_path, TRACKING_HEADER, *days, *outside)
    correction = (days[1], days[3].replace("2,5", "2,50"))
    assert track(tmp_path, TRACKING_HEADER, *correction) == (
        "1 new, 0 changed, 1 unchanged; the database holds 2 rows of the file's campaigns from 2025-01-02 to "
        "2025-01-04 that the file does not hold; --replace removes them"
    )
    assert track(tmp_path, TRACKING_HEADER, *correction, replace=True) == "0 new, 0 changed, 2 unchanged, 2 removed"
    assert events("campaign__name", "date", "revenue") == [
        (None, date(2025, 1, 3), Decimal(5)),
        ("Gritzo_Jan_2025", date(2025, 1, 1), Decimal(5)),
        ("Gritzo_Jan_2025", date(2025, 1, 2), Decimal(5)),
        ("Gritzo_Jan_2025", date(2025, 1, 4), Decimal(50)),
        ("Gritzo_Jan_2025", date(2025, 1, 5), Decimal(5)),
        ("HKVitals_Jan_2025", date(2025, 1, 3), Decimal(5)),
    ]


def test_replace_takes_rows_without_a_campaign_where_the_file_has_such_rows(tmp_path: Path) -> None:
    organic = "organic,n/a,,u1,Oats,2025-01-03,2,5"
    track(tmp_path, TRACKING_HEADER, organic, organic, ROW)
    assert track(tmp_path, TRACKING_HEADER, organic, replace=True) == "0 new, 0 changed, 1 unchanged, 1 removed"


def test_a_row_is_found_by_its_id_wherever_it_was(tmp_path: Path) -> None:
    track(tmp_path, WITH_ID, f"7,{ROW}", f"8,{OTHER}")
    corrected = "YouTube,HKVitals_Feb_2025,2,u9,Whey,2025-02-07,3,600"
    assert track(tmp_path, WITH_ID, f"7,{corrected}") == "0 new, 1 changed, 0 unchanged"
    assert events()[0] == (
        *("7", "YouTube", "HKVitals_Feb_2025", "2", "u9", "HKVitals", "Whey", KnownBy.CAMPAIGN),
        *(date(2025, 2, 7), 3, Decimal(600)),
    )
    assert track(tmp_path, WITH_ID, f"7,{corrected}", f"8,{OTHER}") == "0 new, 0 changed, 2 unchanged"


def test_a_row_with_a_new_id_adopts_one_without(tmp_path: Path) -> None:
    track(tmp_path, TRACKING_HEADER, ROW, ROW)
    assert track(tmp_path, WITH_ID, f"7,{ROW}", f",{ROW}") == "0 new, 1 changed, 1 unchanged"
    assert track(tmp_path, WITH_ID, f"8,{ROW}", f"7,{ROW}") == "0 new, 1 changed, 1 unchanged"
    assert track(tmp_path, WITH_ID, f"9,{ROW}", f"8,{ROW}", f"7,{ROW}") == "1 new, 0 changed, 2 unchanged"
    assert events("tracking_id") == [("7",), ("8",), ("9",)]


def test_a_row_without_an_id_is_one_that_has_it(tmp_path: Path) -> None:
    track(tmp_path, WITH_ID, f"7,{ROW}", f",{ROW}")
    assert track(tmp_path, TRACKING_HEADER, ROW, ROW) == "0 new, 0 changed, 2 unchanged"
    assert track(tmp_path, TRACKING_HEADER, ROW, ROW, ROW) == "1 new, 0 changed, 2 unchanged"
    assert events("tracking_id") == [("",), ("",), ("7",)]


def test_a_row_stays_itself_when_its_brand_is_found_later(tmp_path: Path) -> None:
    unknown = "Instagram,Diwali,1,u1,Oats,2025-01-07,2,5"
    track(tmp_path, TRACKING_HEADER, unknown)
    track(tmp_path, TRACKING_HEADER, ROW)
    assert track(tmp_path, TRACKING_HEADER, unknown) == "0 new, 0 changed, 1 unchanged"
    assert track(tmp_path, f"{TRACKING_HEADER},brand", f"{unknown},") == "0 new, 0 changed, 1 unchanged"


@pytest.mark.parametrize("stated_first", [True, False])
def test_a_stated_brand_meets_the_row_that_states_none(tmp_path: Path, stated_first: bool) -> None:
    row = "Instagram,Diwali,1,u1,Oats,2025-01-07,2,5"
    silent, stated = (TRACKING_HEADER, row), (f"{TRACKING_HEADER},brand", f"{row},HKVitals")
    said = [track(tmp_path, *file) for file in ((stated, silent) if stated_first else (silent, stated))]
    second = "0 new, 0 changed, 1 unchanged" if stated_first else "0 new, 1 changed, 0 unchanged"
    assert said == ["1 new, 0 changed, 0 unchanged", second]
    assert brands() == [("HKVitals", "Oats", KnownBy.STATED)]


def test_new_rows_count_once_whatever_ids_were_given_by_hand(tmp_path: Path) -> None:
    """Postgres goes on counting where it was, below them."""
    track(tmp_path, TRACKING_HEADER, ROW)
    TrackingEvent.objects.update(id=1_000_000)
    track(tmp_path, TRACKING_HEADER, ROW, OTHER)


def test_rows_of_different_stated_brands_are_different_rows(tmp_path: Path) -> None:
    row = "Instagram,Diwali,1,u1,Oats,2025-01-07,2,5"
    track(tmp_path, f"{TRACKING_HEADER},brand", f"{row},HKVitals")
    assert track(tmp_path, f"{TRACKING_HEADER},brand", f"{row},Gritzo").startswith("1 new, 0 changed, 0 unchanged")
    assert brands() == [("Gritzo", "Oats", KnownBy.STATED), ("HKVitals", "Oats", KnownBy.STATED)]


def test_an_empty_brand_clears_that_of_a_row_with_an_id_and_no_column_leaves_it(tmp_path: Path) -> None:
    row = "7,Instagram,Diwali,1,u1,Oats,2025-01-07,2,5"
    track(tmp_path, f"{WITH_ID},brand", f"{row},HKVitals")
    assert track(tmp_path, WITH_ID, row) == "0 new, 0 changed, 1 unchanged"
    assert track(tmp_path, f"{WITH_ID},brand", f"{row},") == "0 new, 1 changed, 0 unchanged"
    assert brands() == [("Unbranded", "Oats", KnownBy.UNKNOWN)]


def test_a_file_without_user_ids_says_nothing_of_them(tmp_path: Path) -> None:
    track(tmp_path, WITH_ID, f"7,{ROW}", f",{OTHER}")
    silent = [",".join(cell for n, cell in enumerate(row.split(",")) if n != 3) for row in (ROW, OTHER)]
    header = "tracking_id,source,campaign,influencer_id,product,date,orders,revenue"
    assert track(tmp_path, header, f"7,{silent[0]}", f",{silent[1]}") == "0 new, 0 changed, 2 unchanged"
    assert events("user_id") == [("u1",), ("u2",)]
