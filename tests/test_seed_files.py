"""The four real files and the right answers, worked out independently of this project (../shared/data/README.md)."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.worlds import SEED, needs_seed, shared

pytestmark = [pytest.mark.django_db, needs_seed]

ROAS = {
    "brand": {"Gritzo": 6.2962, "HKVitals": 11.3186, "MuscleBlaze": 17.1946},
    "category": {"Fitness": 15.88, "Technology": 13.48, "Food": 13.42, "Gaming": 12.29, "Beauty": 10.49,
                 "Fashion": 10.11, "Travel": 8.56},
    "platform": {"Twitter": 13.73, "Facebook": 12.62, "YouTube": 11.88, "Instagram": 9.69},
    "basis": {"order": 23.04, "post": 7.72},
}  # fmt: skip


seed_files = shared(lambda: call_command("import_data", SEED, verbosity=0))


def summary(client: Client, query: str = "") -> dict[str, Any]:
    return client.get(f"/api/v1/summary/{query}").json()["totals"]


def performance(client: Client, group_by: str) -> dict[str, dict[str, Any]]:
    rows = client.get(f"/api/v1/performance/?group_by={group_by}").json()["results"]
    return {row[group_by]: row for row in rows}


def test_totals(viewer_client: Client) -> None:
    totals = summary(viewer_client)
    assert {name: totals[name] for name in ("revenue", "orders", "posts", "payout")} == {
        "revenue": "3943589.89", "orders": 4124, "posts": 1323, "payout": "339800.00"
    }  # fmt: skip
    assert (round(totals["roas"], 4), round(totals["roi"], 4)) == (11.6056, 10.6056)
    assert round(totals["engagement_rate"], 6) == 0.049827


@pytest.mark.parametrize("group_by", ["campaign", "product", "brand", "day", "influencer", "platform", "month"])
def test_payout_is_the_same_added_up_over(viewer_client: Client, group_by: str) -> None:
    rows = performance(viewer_client, group_by).values()
    assert sum(round(float(row["payout"]) * 100) for row in rows) == 339_800_00
    assert sum(round(float(row["revenue"]) * 100) for row in rows) == 394_358_989


def test_brand_payouts(viewer_client: Client) -> None:
    payouts = {brand: row["payout"] for brand, row in performance(viewer_client, "brand").items()}
    assert payouts == {"Gritzo": "118110.00", "HKVitals": "104140.00", "MuscleBlaze": "117550.00"}


@pytest.mark.parametrize("group_by", ROAS)
def test_roas(viewer_client: Client, group_by: str) -> None:
    found = {name: row["roas"] for name, row in performance(viewer_client, group_by).items()}
    assert found == pytest.approx(ROAS[group_by], abs=0.0051)
    assert found.keys() == ROAS[group_by].keys()


def test_campaigns(viewer_client: Client) -> None:
    campaigns = performance(viewer_client, "campaign")
    june, january = campaigns["Gritzo_Campaign_Jun_2025"], campaigns["MuscleBlaze_Campaign_Jan_2025"]
    assert (round(june["roas"], 4), june["payout"]) == (4.8888, "27340.00")
    assert round(january["roas"], 1) == 75.9
    assert len([name for name in campaigns if name]) == 24
    assert round(june["incremental_roas"], 4) == -11.8137
    assert round(january["incremental_roas"], 2) == 59.16
    assert {round(row["incremental_roas_base"], 4) for name, row in campaigns.items() if name} == {16.7025}
    assert round(june["roas"] - june["incremental_roas_pooled"], 4) == 11.6056


def test_four_filters_at_once(viewer_client: Client) -> None:
    totals = summary(
        viewer_client,
        "?brand=Gritzo&influencer_type=Micro&influencer_type=Nano&platform=Instagram"
        "&date_from=2025-03-01&date_to=2025-05-31",
    )
    assert {name: totals[name] for name in ("revenue", "orders", "payout", "posts")} == {
        "revenue": "85391.56", "orders": 166, "payout": "8190.00", "posts": 54
    }  # fmt: skip
    assert (round(totals["roas"], 4), round(totals["engagement_rate"], 6)) == (10.4263, 0.048901)


def test_influencers(viewer_client: Client) -> None:
    people = performance(viewer_client, "influencer")
    known = sorted((row["roas"], code) for code, row in people.items() if row["roas"] is not None)
    assert [(code, round(roas, 2)) for roas, code in reversed(known[-3:])] == [
        ("140", 115.78), ("111", 111.19), ("103", 110.05)
    ]  # fmt: skip
    assert [(code, round(roas, 3)) for roas, code in known[:3]] == [("124", 1.536), ("91", 1.723), ("132", 2.004)]
    assert round(people["140"]["incremental_roas"], 3) == 103.242
    assert round(people["131"]["incremental_roas"], 3) == -12.063


def test_categories_against_their_own_campaigns(viewer_client: Client) -> None:
    found = {name: row["incremental_roas"] for name, row in performance(viewer_client, "category").items()}
    assert found == pytest.approx(
        {"Fitness": 4.6698, "Food": 2.0095, "Technology": 2.0043, "Gaming": 0.0105, "Beauty": -1.7230,
         "Fashion": -1.8548, "Travel": -2.2630},
        abs=0.00005,
    )  # fmt: skip


def test_types(viewer_client: Client) -> None:
    people = viewer_client.get("/api/v1/influencers/?page_size=1000").json()["results"]
    types = [person["influencer_type"] for person in people]
    assert {name: types.count(name) for name in ("Nano", "Micro", "Mega", "Macro", "Celebrity")} == {
        "Nano": 34, "Micro": 84, "Mega": 18, "Macro": 14, "Celebrity": 0
    }  # fmt: skip
    assert summary(viewer_client, "?influencer_type=Celebrity")["roas"] is None


@pytest.mark.parametrize(
    ("path", "figures"),
    [
        ("/campaigns/", ["₹39.4 L", "4,124", "₹3.4 L", "11.61×", "15.88×", "8.56×", "4.89×", "−11.81×", "59.16×"]),
        ("/influencers/", ["1,323", "4.98 %", "13.73×", "9.69×"]),
        ("/payouts/", ["1,060.56 %", "₹3,39,800", "11.61×", "16.70×", "−11.81×", "59.16×"]),
        ("/payouts/?sort=-roas", ["115.78×", "111.19×", "110.05×", "103.24×"]),
        ("/payouts/?sort=roas", ["1.54×", "1.72×", "2.00×", "−12.06×"]),
        ("/payouts/", ["11.6056×", "1,060.5621 %"]),
        ("/campaigns/", ["₹39,43,589.89", "15.88×", "13.48×", "13.42×", "12.29×", "10.49×", "10.11×", "8.56×"]),
        ("/influencers/", ["4.9827 %", "13.73×", "12.62×", "11.88×", "9.69×", ">34<", ">84<", ">18<", ">14<"]),
        ("/campaigns/", ["4.67×", "2.01×", "2.00×", "0.01×", "−1.72×", "−1.85×", "−2.26×"]),
        ("/campaigns/?brand=Gritzo", ["6.2962×", "₹1,18,110.00"]),
        ("/campaigns/?brand=HKVitals", ["11.3186×", "₹1,04,140.00"]),
        ("/campaigns/?brand=MuscleBlaze", ["17.1946×", "₹1,17,550.00"]),
        ("/campaigns/?basis=order", ["23.04×"]),
        ("/campaigns/?basis=post", ["7.72×"]),
        ("/payouts/?brand=Gritzo&influencer_type=Micro&influencer_type=Nano&platform=Instagram"
         "&date_from=2025-03-01&date_to=2025-05-31", ["10.43×", "₹8,190"]),
    ],
)  # fmt: skip
def test_the_pages_show_them(viewer_client: Client, path: str, figures: list[str]) -> None:
    page = viewer_client.get(path).content.decode()
    assert [figure for figure in figures if figure not in page] == []
