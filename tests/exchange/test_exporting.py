"""The database as files, and back."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Campaign
from healthkart.exchange import exporting
from tests.exchange.world import TWO_INFLUENCERS, bring_in

pytestmark = pytest.mark.django_db

WORLD = {
    "influencers": TWO_INFLUENCERS + '    10,"Rao, ""A""",,,,X\n',
    "posts": """
        post_id,influencer_id,platform,date,url,caption,reach,likes,comments,brand,product,campaign
        ,10,Twitter,2025-01-06,u2,"two
        lines",2000,60,6,,,
        7,2,Twitter,2025-01-05,u1,Gritzo Oats,1000,50,5,,,
        ,1,Instagram,2025-01-05,u3,,1,0,0,Acme,Bar,Diwali
    """,
    "tracking_data": """
        tracking_id,source,campaign,influencer_id,user_id,product,date,orders,revenue,brand
        9,Instagram,Gritzo_Jan_2025,2,u1,Oats,2025-01-07,2,500.5,
        ,organic,n/a,,u2,Oats,2025-01-06,1,0.05,Acme
    """,
    "payouts": """
        reference,influencer_id,basis,rate,orders,total_payout,campaign,first_day,last_day,status,payout_date
        A,2,post,300,1,300,Diwali,2025-10-01,2025-10-31,paid,2025-11-01
        ,1,order,10.05,0,0,,,,,
        ,2,post,300,1,300,,,,,
    """,
}


@pytest.fixture
def world(tmp_path: Path) -> None:
    bring_in(tmp_path, **WORLD)
    Campaign.objects.filter(name="Diwali").update(confirmed=True, first_day="2025-10-01", last_day="2025-10-31")


def run(*arguments: str) -> tuple[list[str], list[str]]:
    out, errors = StringIO(), StringIO()
    call_command("export_data", *arguments, stdout=out, stderr=errors)
    return out.getvalue().splitlines(), errors.getvalue().splitlines()


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted(folder.iterdir())}


@pytest.mark.usefixtures("world")
def test_the_files_of_the_seed_document(tmp_path: Path) -> None:
    said, warnings = run(str(tmp_path / "new" / "folder"))
    assert files(tmp_path / "new" / "folder") == {
        "influencers.csv": "id,name,category,gender,follower_count,platform\n"
        "1,Asha Rao,Fitness,Female,7245,Instagram\n"
        "2,Vikram Seth,Travel,Male,30299,Twitter\n"
        '10,"Rao, ""A""",,Unknown,,Twitter\n',
        "payouts.csv": "influencer_id,basis,rate,orders,total_payout\n"
        "1,order,10.05,0,0.00\n"
        "2,post,300.00,1,300.00\n"
        "2,post,300.00,1,300.00\n",
        "posts.csv": "influencer_id,platform,date,url,caption,reach,likes,comments\n"
        "1,Instagram,2025-01-05,u3,,1,0,0\n"
        "2,Twitter,2025-01-05,u1,Gritzo Oats,1000,50,5\n"
        '10,Twitter,2025-01-06,u2,"two\nlines",2000,60,6\n',
        "tracking_data.csv": "source,campaign,influencer_id,user_id,product,date,orders,revenue\n"
        "organic,,,u2,Oats,2025-01-06,1,0.05\n"
        "Instagram,Gritzo_Jan_2025,2,u1,Oats,2025-01-07,2,500.50\n",
    }
    assert said == ["influencers.csv: 3 rows", "posts.csv: 3 rows", "tracking_data.csv: 2 rows", "payouts.csv: 3 rows"]
    assert warnings == [
        "Warning: posts.csv cannot carry the ids of posts (1); use --full",
        "Warning: posts.csv cannot carry stated brands (1); use --full",
        "Warning: posts.csv cannot carry stated and confirmed products (1); use --full",
        "Warning: posts.csv cannot carry stated and confirmed campaigns (1); use --full",
        "Warning: tracking_data.csv cannot carry the ids of rows (1); use --full",
        "Warning: tracking_data.csv cannot carry stated brands (1); use --full",
        "Warning: payouts.csv cannot carry references (1); use --full",
        "Warning: payouts.csv cannot carry the campaigns of payouts (1); use --full",
        "Warning: payouts.csv cannot carry the days that payouts cover (1); use --full",
        "Warning: payouts.csv cannot carry which payouts are paid (1); use --full",
        "Warning: no file can carry the brand and days set for campaigns (1); use --full",
        "Warning: payouts.csv will hold rows of the same influencer and basis (1), which only a reference tells apart; "
        "use --full",
    ]


@pytest.mark.usefixtures("world")
def test_all_that_is_known(tmp_path: Path) -> None:
    said, warnings = run("--full", str(tmp_path / "out"))
    assert files(tmp_path / "out") == {
        "campaigns.csv": "name,brand,first_day,last_day,confirmed\n"
        "Diwali,,2025-10-01,2025-10-31,yes\n"
        "Gritzo_Jan_2025,Gritzo,2025-01-01,2025-01-31,no\n",
        "influencers.csv": "id,name,category,gender,follower_count,platform\n"
        "1,Asha Rao,Fitness,Female,7245,Instagram\n"
        "2,Vikram Seth,Travel,Male,30299,Twitter\n"
        '10,"Rao, ""A""",,Unknown,,Twitter\n',
        "payouts.csv": "reference,influencer_id,basis,rate,orders,total_payout,campaign,first_day,last_day,status,"
        "payout_date\n"
        ",1,order,10.05,0,0.00,,,,due,\n"
        ",2,post,300.00,1,300.00,,,,due,\n"
        "A,2,post,300.00,1,300.00,Diwali,2025-10-01,2025-10-31,paid,2025-11-01\n",
        "posts.csv": "post_id,influencer_id,platform,date,url,caption,reach,likes,comments,brand,product,product_brand,"
        "product_known_by,campaign,campaign_known_by\n"
        ",1,Instagram,2025-01-05,u3,,1,0,0,Acme,Bar,Acme,stated,Diwali,stated\n"
        "7,2,Twitter,2025-01-05,u1,Gritzo Oats,1000,50,5,,Oats,Gritzo,matched,Gritzo_Jan_2025,matched\n"
        ',10,Twitter,2025-01-06,u2,"two\nlines",2000,60,6,,,,,,\n',
        "products.csv": "brand,name\nAcme,\nAcme,Bar\nAcme,Oats\nGritzo,\nGritzo,Oats\n",
        "tracking_data.csv": "tracking_id,source,campaign,influencer_id,user_id,brand,product,date,orders,revenue\n"
        ",organic,,,u2,Acme,Oats,2025-01-06,1,0.05\n"
        "9,Instagram,Gritzo_Jan_2025,2,u1,,Oats,2025-01-07,2,500.50\n",
    }
    assert (said[-2:], warnings) == (["campaigns.csv: 2 rows", "products.csv: 5 rows"], [])


def test_a_table_without_rows_gives_no_file(tmp_path: Path) -> None:
    bring_in(tmp_path, influencers=TWO_INFLUENCERS)
    (tmp_path / "posts.csv").write_text("of an earlier export")
    said, warnings = run(str(tmp_path))
    assert (said, warnings) == (
        [
            "influencers.csv: 2 rows",
            *(f"{file}.csv: no rows, so no file" for file in ("posts", "tracking_data", "payouts")),
        ],
        [],
    )
    assert list(files(tmp_path)) == ["influencers.csv"]


@pytest.mark.usefixtures("world")
def test_an_export_that_breaks_off_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "posts.csv").write_text("of an earlier export")
    before = files(tmp_path)

    def full_disk(header: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(exporting.SOURCES, exporting.PAYOUTS, full_disk)
    with pytest.raises(CommandError) as failed:
        run(str(tmp_path))
    assert str(failed.value) == f"{tmp_path}: No space left on device. Nothing was exported."
    assert files(tmp_path) == before


def test_line_breaks_of_every_kind_come_back(tmp_path: Path) -> None:
    captions = "a\nb", "c\r\nd", "e\rf", 'g"h', "=1+1", "i,j", "\u2028k"
    rows = "".join(
        f'1,2025-01-0{n},u,"{caption.replace(chr(34), 2 * chr(34))}",1,1,1\n' for n, caption in enumerate(captions, 1)
    )
    bring_in(
        tmp_path, influencers=TWO_INFLUENCERS, posts=f"influencer_id,date,url,caption,reach,likes,comments\n{rows}"
    )
    run(str(tmp_path))
    assert (tmp_path / "posts.csv").read_bytes().decode() == (
        "influencer_id,platform,date,url,caption,reach,likes,comments\n"
        '1,,2025-01-01,u,"a\nb",1,1,1\n'
        '1,,2025-01-02,u,"c\r\nd",1,1,1\n'
        '1,,2025-01-03,u,"e\rf",1,1,1\n'
        '1,,2025-01-04,u,"g""h",1,1,1\n'
        "1,,2025-01-05,u,=1+1,1,1,1\n"
        '1,,2025-01-06,u,"i,j",1,1,1\n'
        "1,,2025-01-07,u,k,1,1,1\n"
    )
