"""All files together: what is found, what is one transaction, what is said."""

from io import StringIO
from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Model

from campaigns.models import TrackingEvent
from healthkart.analytics import matching, proof, rollups
from healthkart.analytics.models import DataVersion
from healthkart.exchange import database
from healthkart.exchange.importing import ImportFailed, import_files
from influencers.models import Influencer, Post
from payouts.models import Payout
from tests.exchange.world import (
    PAYOUT_HEADER,
    POST_HEADER,
    TRACKING_HEADER,
    TWO_INFLUENCERS,
    bring_in,
    counts,
    everything,
    influencers,
    problems,
    write,
)

pytestmark = pytest.mark.django_db

SMALL_WORLD = {
    "influencers": TWO_INFLUENCERS,
    "posts": f"""
        {POST_HEADER}
        1,Instagram,2025-01-05,http://a/1,Love my Gritzo Oats,1000,50,5
        2,X,2025-01-06,http://a/2,Nothing to see,2000,60,6
    """,
    "tracking_data": f"""
        {TRACKING_HEADER}
        Instagram,Gritzo_Campaign_Jan_2025,1,u1,Oats,2025-01-07,2,500.50
        organic,n/a,,u2,Oats,2025-01-08,1,250
    """,
    "payouts": f"""
        {PAYOUT_HEADER}
        1,post,300,1,300
        2,order,10,0,0
    """,
}
FOUR_NEW = [
    "influencers.csv: 2 new, 0 changed, 0 unchanged",
    "posts.csv: 2 new, 0 changed, 0 unchanged",
    "tracking_data.csv: 2 new, 0 changed, 0 unchanged",
    "payouts.csv: 2 new, 0 changed, 0 unchanged",
]
FOUR_UNCHANGED = [line.replace("2 new", "0 new").replace("0 unchanged", "2 unchanged") for line in FOUR_NEW]


def version() -> int:
    return DataVersion.current().number


def test_a_small_world(tmp_path: Path) -> None:
    assert counts(bring_in(tmp_path, **SMALL_WORLD)) == FOUR_NEW
    assert proof.differences() == []
    assert version() == 1


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    bring_in(tmp_path, **SMALL_WORLD)
    before = everything()
    again = bring_in(tmp_path, **SMALL_WORLD)
    assert (counts(again), again.changed, again.warnings) == (FOUR_UNCHANGED, False, [])
    assert (everything(), version()) == (before, 1)


def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    before = everything()
    assert counts(bring_in(tmp_path, dry_run=True, **SMALL_WORLD)) == FOUR_NEW
    assert (everything(), version()) == (before, 0)


def test_rows_of_a_missing_file_come_from_the_database(tmp_path: Path) -> None:
    bring_in(tmp_path, influencers=TWO_INFLUENCERS)
    assert counts(bring_in(tmp_path, payouts=SMALL_WORLD["payouts"])) == FOUR_NEW[3:]


@pytest.mark.parametrize("order", list(permutations(("posts", "tracking_data", "payouts"))), ids="-".join)
def test_the_order_in_which_files_arrive_does_not_matter(tmp_path: Path, order: tuple[str, ...]) -> None:
    with transaction.atomic():
        bring_in(tmp_path, **SMALL_WORLD)
        all_at_once = everything()
        transaction.set_rollback(True)
    for name in ("influencers", *order):
        bring_in(tmp_path, **{name: SMALL_WORLD[name]})
    assert everything() == all_at_once


@pytest.mark.parametrize("step", ["half of a file", "matching", "results"])
def test_an_import_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def break_off(*args: object) -> None:
        raise KeyboardInterrupt

    def insert_half(model: type[Model], frame: pd.DataFrame) -> None:
        insert(model, frame.head(1))
        if model is TrackingEvent:
            break_off()

    insert = database.insert
    match step:
        case "half of a file":
            monkeypatch.setattr(database, "insert", insert_half)
        case "matching":
            monkeypatch.setattr(matching, "match", break_off)
        case "results":
            monkeypatch.setattr(rollups, "update", break_off)
    before = everything()
    with pytest.raises(KeyboardInterrupt):
        bring_in(tmp_path, **(SMALL_WORLD | {"payouts": f"{PAYOUT_HEADER}\n1,post,300,1,300\n"}))
    assert (everything(), version()) == (before, 0)


def test_problems_of_all_files_are_reported_together_and_nothing_is_written(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        influencers="id,name,follower_count\n1,Asha,many\n2,,5\n",
        posts=f"{POST_HEADER}\n1,X,2025-01-05,u1,,1,1,1\n9,X,2025-13-05,u2,,1,1,1\n3,X,2025-01-05,u3,,1,1,1\n",
        tracking_data=f"{TRACKING_HEADER}\nInstagram,n/a,7,u1,Oats,2025-01-07,2,500\n",
        payouts=f"{PAYOUT_HEADER}\n1,post,300,1,300\n8,post,300,1,300\n",
    ) == [
        "influencers.csv:2: follower_count: 'many' is not a whole number",
        "influencers.csv:3: name: is empty",
        "posts.csv:3: date: '2025-13-05' is not a day (YYYY-MM-DD, DD-MM-YYYY or DD/MM/YYYY)",
        "posts.csv:4: influencer_id: no influencer '3' in the files or the database",
        "tracking_data.csv:2: influencer_id: no influencer '7' in the files or the database",
        "payouts.csv:3: influencer_id: no influencer '8' in the files or the database",
    ]
    assert set(map(len, everything().values())) == {0}


def test_influencers_change_and_keep_what_a_file_does_not_say(tmp_path: Path) -> None:
    bring_in(tmp_path, influencers=TWO_INFLUENCERS)
    changed = "ID,Name,Gender\n1,Asha Rao,\n3,Mira,Non-binary\n2.0,Vikram Seth,M\n"
    assert counts(bring_in(tmp_path, Influencer=changed)) == ["Influencer.csv: 1 new, 1 changed, 1 unchanged"]
    assert influencers() == [
        ("1", "Asha Rao", "Fitness", "Unknown", 7245, "Instagram"),
        ("2", "Vikram Seth", "Travel", "Male", 30299, "Twitter"),
        ("3", "Mira", "", "Non-binary", None, ""),
    ]


def test_an_influencer_stands_once(tmp_path: Path) -> None:
    assert problems(tmp_path, influencers="id,name\n1,Asha\n2,Vikram\n1.0,Asha\n") == [
        "influencers.csv:4: id: '1' stands on line 2 too"
    ]


def test_single_files_and_folders(tmp_path: Path) -> None:
    write(tmp_path, **SMALL_WORLD)
    (tmp_path / "notes.csv").write_text("not ours")
    rest = tmp_path / "rest"
    rest.mkdir()
    (tmp_path / "payouts.csv").rename(rest / "Payout.csv")
    paths = [tmp_path / "influencers.csv", tmp_path, rest]
    report = import_files(paths)
    assert counts(report) == [*FOUR_NEW[:3], FOUR_NEW[3].replace("payouts", "Payout")]
    assert report.warnings == [f"{tmp_path}/notes.csv: ignored, for it is none of {KNOWN_FILES}"]


KNOWN_FILES = "influencers.csv, posts.csv, tracking_data.csv, payouts.csv, campaigns.csv, products.csv"


def test_paths_that_hold_nothing_to_import(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "sales.csv").write_text("x")
    (tmp_path / "Post.csv").write_text("x")
    (tmp_path / "posts.csv").write_text("x")
    names = ("missing", "empty", "sales.csv", "Post.csv", "posts.csv")
    with pytest.raises(ImportFailed) as failed:
        import_files([tmp_path / name for name in names])
    assert str(failed.value).replace(f"{tmp_path}/", "").splitlines() == [
        "missing: no such file or folder",
        f"empty: holds none of {KNOWN_FILES}",
        f"sales.csv: is none of {KNOWN_FILES}",
        "Post.csv and posts.csv: both are posts.csv; give one of them",
    ]


def run(*arguments: str) -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    call_command("import_data", *arguments, stdout=out, stderr=errors)
    return out.getvalue(), errors.getvalue()


def test_what_the_command_says(tmp_path: Path) -> None:
    folder = str(write(tmp_path, **SMALL_WORLD, products="brand,name,price\nGritzo,Oats,99\n"))
    lines = [*FOUR_NEW, "products.csv: 1 new, 0 changed, 0 unchanged"]
    warning = "Warning: products.csv: ignored the unknown column price\n"
    dry = "This was a dry run: nothing was written."
    assert run(folder, "--dry-run") == ("\n".join([*lines, dry, ""]), warning)
    assert run(folder) == ("\n".join([*lines, ""]), warning)
    unchanged = [*FOUR_UNCHANGED, "products.csv: 0 new, 0 changed, 1 unchanged"]
    assert run(folder) == ("\n".join([*unchanged, "Nothing changed.", ""]), warning)


def test_the_command_fails_with_the_problems(tmp_path: Path) -> None:
    folder = str(write(tmp_path, influencers="id,name\n1,\n"))
    with pytest.raises(CommandError) as failed:
        run(folder)
    assert str(failed.value) == "nothing was imported.\ninfluencers.csv:2: name: is empty"
    assert failed.value.returncode == 1
    assert not Influencer.objects.exists()


def test_a_row_that_is_bad_one_way_is_looked_at_in_all_ways(tmp_path: Path) -> None:
    head = "id,name,category,gender,follower_count,platform\n"
    (tmp_path / "influencers.csv").write_text(head + "1,A,x,F,many,X\n1,,x,F,5,X\n", encoding="utf-8")
    head = "influencer_id,basis,rate,orders,total_payout,status,payout_date\n"
    (tmp_path / "payouts.csv").write_text(head + "9,post,1,1,1,due,2025-01-01\n", encoding="utf-8")
    with pytest.raises(ImportFailed) as failed:
        import_files([tmp_path])
    assert str(failed.value).splitlines() == [
        "influencers.csv:2: follower_count: 'many' is not a whole number",
        "influencers.csv:3: name: is empty",
        "influencers.csv:3: id: '1' stands on line 2 too",
        "payouts.csv:2: influencer_id: no influencer '9' in the files or the database",
        "payouts.csv:2: payout_date: a payout that is due has no day it was paid",
    ]


def test_a_cell_that_says_unknown_says_that_there_is_none(tmp_path: Path) -> None:
    bring_in(
        tmp_path,
        influencers="id,name,category,gender,follower_count,platform\n1,Asha,Unknown,unknown,100,UNKNOWN\n",
        posts=f"{POST_HEADER},brand,product,campaign\n"
        "1,unknown,2025-01-05,http://a/1,Nothing to see,1000,50,5,Unknown,unknown,Unknown\n",
        tracking_data=f"{TRACKING_HEADER},brand\nwebsite,Unknown,1,unknown,Unknown,2025-01-07,2,500,UNKNOWN\n",
        payouts=f"{PAYOUT_HEADER},campaign\n1,post,300,1,300,unknown\n",
    )
    assert Influencer.objects.values_list("category", "gender", "platform").get() == ("", "Unknown", "")
    seen = Post.objects.values_list("platform", "brand", "product", "campaign").get()
    assert seen == ("", None, None, None)
    sold = TrackingEvent.objects.values_list("campaign", "user_id", "product__brand__name", "product__name").get()
    assert sold == (None, "unknown", "Unbranded", "")  # an id is not a name
    assert Payout.objects.values_list("campaign").get() == (None,)
