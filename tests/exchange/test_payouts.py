"""Payouts: which stored payout a row is, what it covers, whether it is paid."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from campaigns.models import Campaign
from healthkart.analytics import proof
from payouts.models import Payout
from tests.exchange.world import PAYOUT_HEADER, TWO_INFLUENCERS, bring_in, counts, payouts, problems

WITH_REFERENCE = f"reference,{PAYOUT_HEADER},campaign,first_day,last_day"
ROW = "1,post,300,9,2700"
COVERS = "Diwali,2025-10-01,2025-10-31"
DUE, PAID = ("due", None), ("paid", date(2025, 2, 1))


@pytest.fixture(autouse=True)
def two_influencers(db: None, tmp_path: Path) -> None:
    bring_in(tmp_path, influencers=TWO_INFLUENCERS)


def pay(folder: Path, header: str, *rows: str) -> str:
    """Import payouts; what became of them."""
    report = bring_in(folder, payouts="\n".join([header, *rows]))
    assert proof.differences() == []
    return "; ".join([*counts(report), *report.warnings]).replace("payouts.csv: ", "")


def test_every_column(tmp_path: Path) -> None:
    header = f"payout_id,{PAYOUT_HEADER},campaign,first_day,last_day,status,payout_date"
    row = (
        '7.0,1.0,Per Post,"₹4,37,947/post",9,"Rs. 39,41,523/-",Diwali,01-10-2025,31/10/2025,Paid,2025-11-02 10:00:00.5'
    )
    pay(tmp_path, header, row, ",2,orders,10.005,0,0,n/a,,,pending,")
    first = ("7", "1", "post", Decimal(437947), 9, Decimal(3941523), "Diwali", date(2025, 10, 1), date(2025, 10, 31))
    second = ("", "2", "order", Decimal("10.01"), 0, Decimal(0), None, None, None)
    assert payouts() == [(*second, *DUE), (*first, "paid", date(2025, 11, 2))]


def test_a_corrected_payout_and_its_history(tmp_path: Path) -> None:
    pay(tmp_path, PAYOUT_HEADER, ROW, "2,order,10,5,50")
    assert pay(tmp_path, PAYOUT_HEADER, "1,post,300.5,9,2700", "2,order,10,5,50") == "0 new, 1 changed, 1 unchanged"
    (payout,) = Payout.objects.filter(basis="post")
    columns = ("rate", "history_type", "history_change_reason")
    assert list(payout.history.order_by("history_id").values_list(*columns)) == [
        (Decimal(300), "+", "Imported from payouts.csv"),
        (Decimal("300.5"), "~", "Imported from payouts.csv"),
    ]
    assert Payout.history.count() == 3


def test_payouts_of_one_influencer_differ_by_what_they_cover(tmp_path: Path) -> None:
    rows = (f",{ROW},,,", f",{ROW},{COVERS}", f",{ROW},Diwali,,", f",{ROW},,2025-10-01,", ",1,order,10,5,50,,,")
    assert pay(tmp_path, WITH_REFERENCE, *rows) == "5 new, 0 changed, 0 unchanged"
    assert pay(tmp_path, WITH_REFERENCE, *reversed(rows)) == "0 new, 0 changed, 5 unchanged"


def test_a_payout_that_gets_a_reference_makes_room_for_one_without(tmp_path: Path) -> None:
    pay(tmp_path, PAYOUT_HEADER, "1,post,100,2,200")
    header = f"reference,{PAYOUT_HEADER}"
    assert pay(tmp_path, header, "P2,1,post,100,2,200", ",1,post,50,1,50") == "1 new, 1 changed, 0 unchanged"
    assert pay(tmp_path, header, "P2,1,post,100,2,200", ",1,post,50,1,50") == "0 new, 0 changed, 2 unchanged"


def test_a_payout_that_was_placed_is_corrected_and_not_paid_twice(tmp_path: Path) -> None:
    pay(tmp_path, PAYOUT_HEADER, "1,post,100,2,200")
    Payout.objects.update(campaign=Campaign.objects.create(name="Diwali"))
    assert pay(tmp_path, PAYOUT_HEADER, "1,post,100,3,300") == "0 new, 1 changed, 0 unchanged"
    assert payouts() == [("", "1", "post", 100, 3, 300, "Diwali", None, None, *DUE)]
    assert pay(tmp_path, PAYOUT_HEADER, "1,post,100,3,300", "1,post,50,1,50") == "1 new, 0 changed, 1 unchanged"


def test_of_two_that_were_placed_a_row_does_not_say_which_it_corrects(tmp_path: Path) -> None:
    pay(tmp_path, PAYOUT_HEADER, "1,post,100,2,200")
    Payout.objects.update(campaign=Campaign.objects.create(name="Diwali"))
    pay(tmp_path, PAYOUT_HEADER, "1,post,100,2,200", "1,post,100,4,400")
    Payout.objects.filter(campaign=None).update(campaign=Campaign.objects.create(name="Holi"))
    assert pay(tmp_path, PAYOUT_HEADER, "1,post,100,3,300").startswith("1 new, 0 changed")


def test_a_payout_is_found_by_its_reference_whatever_it_covered(tmp_path: Path) -> None:
    pay(tmp_path, WITH_REFERENCE, f"A,{ROW},{COVERS}", f"B,{ROW},{COVERS}")
    assert pay(tmp_path, WITH_REFERENCE, f"B,{ROW},{COVERS}", "A,2,order,10,5,50,,,") == "0 new, 1 changed, 1 unchanged"
    assert payouts("reference", "influencer__code", "campaign__name") == [("A", "2", None), ("B", "1", "Diwali")]


def test_a_new_reference_adopts_a_payout_without(tmp_path: Path) -> None:
    pay(tmp_path, WITH_REFERENCE, f",{ROW},{COVERS}")
    assert pay(tmp_path, WITH_REFERENCE, f"A,{ROW},{COVERS}") == "0 new, 1 changed, 0 unchanged"
    assert pay(tmp_path, WITH_REFERENCE, f"A,{ROW},{COVERS}", f"B,{ROW},{COVERS}") == "1 new, 0 changed, 1 unchanged"
    assert payouts("reference") == [("A",), ("B",)]


def test_a_payout_without_a_reference_is_the_only_one_of_its_key(tmp_path: Path) -> None:
    pay(tmp_path, WITH_REFERENCE, f"A,{ROW},{COVERS}")
    assert pay(tmp_path, WITH_REFERENCE, f",1,post,300,9,2800,{COVERS}") == "0 new, 1 changed, 0 unchanged"
    assert payouts("reference", "total") == [("A", Decimal(2800))]


def test_a_file_of_the_seed_documents_columns_finds_payouts_that_cover_something(tmp_path: Path) -> None:
    pay(tmp_path, WITH_REFERENCE, f"A,{ROW},{COVERS}", f",{ROW},,,", f"B,{ROW},,2025-10-01,")
    assert pay(tmp_path, PAYOUT_HEADER, ROW, ROW, ROW) == "0 new, 0 changed, 3 unchanged"
    assert pay(tmp_path, PAYOUT_HEADER, "1,post,300,9,2800") == "0 new, 1 changed, 0 unchanged"
    assert payouts("reference", "campaign__name", "total") == [
        ("", None, Decimal(2800)),
        ("A", "Diwali", Decimal(2700)),
        ("B", None, Decimal(2700)),
    ]


def test_keys_that_do_not_say_which_payout(tmp_path: Path) -> None:
    rows = (f"A,{ROW},,,", f"A,{ROW},Diwali,,", f",{ROW},{COVERS}", f",1,Posts,300,8,2400,{COVERS}")
    assert problems(tmp_path, payouts="\n".join([WITH_REFERENCE, *rows])) == [
        "payouts.csv:3: reference: 'A' stands on line 2 too",
        "payouts.csv:5: reference: line 4 has the same influencer, basis, campaign and days; give each of them its "
        "reference",
    ]
    pay(tmp_path, WITH_REFERENCE, f"A,{ROW},{COVERS}", f"B,{ROW},{COVERS}")
    assert problems(tmp_path, payouts=f"{WITH_REFERENCE}\n,{ROW},{COVERS}") == [
        "payouts.csv:2: reference: 2 rows in the database have this influencer, basis, campaign and days; say which by "
        "its reference"
    ]


def test_days_out_of_order_or_range_and_a_due_payout_that_was_paid(tmp_path: Path) -> None:
    header = f"{PAYOUT_HEADER},first_day,last_day,status,payout_date"
    rows = (
        f"{ROW},2025-03-02,2025-03-01,,",
        f"{ROW},,2025-03-01,due,2025-02-01",
        f"{ROW},2025-03-02,,paid,",
        f"{ROW},2025-03-03,,paid,2100-01-01",
    )
    assert problems(tmp_path, payouts="\n".join([header, *rows])) == [
        "payouts.csv:2: first_day: 2025-03-02 is after the last day, 2025-03-01",
        "payouts.csv:3: payout_date: a payout that is due has no day it was paid",
        "payouts.csv:5: payout_date: '2100-01-01' is not a day from 2000 to 2099",
    ]


@pytest.mark.parametrize(
    ("columns", "cells", "new", "of_a_due_one", "of_a_paid_one"),
    [
        ("", "", DUE, DUE, PAID),
        (",status", ",due", DUE, DUE, DUE),
        (",status", ",paid", ("paid", None), ("paid", None), PAID),
        (",status", ",", DUE, DUE, DUE),
        (",payout_date", ",2025-02-01", PAID, PAID, PAID),
        (",payout_date", ",", DUE, DUE, ("paid", None)),
        (",status,payout_date", ",,2025-02-01", PAID, PAID, PAID),
        (",status,payout_date", ",Paid,01/02/2025", PAID, PAID, PAID),
        (",status,payout_date", ",paid,", ("paid", None), ("paid", None), ("paid", None)),
        (",status,payout_date", ",,", DUE, DUE, DUE),
    ],
)
def test_status(
    tmp_path: Path,
    columns: str,
    cells: str,
    new: tuple[object, ...],
    of_a_due_one: tuple[object, ...],
    of_a_paid_one: tuple[object, ...],
) -> None:
    for before, after in ((None, new), (DUE, of_a_due_one), (PAID, of_a_paid_one)):
        Payout.objects.all().delete()
        if before:
            pay(tmp_path, f"{PAYOUT_HEADER},status,payout_date", f"{ROW},{before[0]},{before[1] or ''}")
        pay(tmp_path, PAYOUT_HEADER + columns, ROW + cells)
        assert payouts("status", "paid_on") == [after]
        assert pay(tmp_path, PAYOUT_HEADER + columns, ROW + cells) == "0 new, 0 changed, 1 unchanged"
