"""The Campaign Overview: brands and genders, each in a colour of its own."""

import pytest
from django.test import Client

from campaigns.selectors import campaign_overview
from healthkart.analytics.labels import current_labels
from healthkart.analytics.scope import Scope
from tests.worlds import small_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    small_world()


def colors(scope: Scope) -> dict[str, str]:
    figure = campaign_overview(scope, current_labels()).revenue_by_brand.figure
    assert figure
    (trace,) = figure["data"]
    return dict(zip(trace["y"], trace["marker"]["color"], strict=True))


def test_revenue_by_brand_is_what_the_api_says(viewer_client: Client) -> None:
    table = campaign_overview(Scope(platform=("Instagram",)), current_labels()).revenue_by_brand.table
    rows = viewer_client.get("/api/v1/performance/?group_by=brand&platform=Instagram").json()["results"]
    assert {(cells[0].value, cells[1].value) for cells in table.rows} == {
        (row["brand"], round(float(row["revenue"]) * 100)) for row in rows
    }


def test_a_brand_keeps_its_colour_under_every_filter() -> None:
    everything = colors(Scope())
    assert everything["Gritzo"] == "--chart-series-1"
    assert everything["MuscleBlaze"] == "--chart-series-2"
    assert colors(Scope(brand=("MuscleBlaze",))) == {"MuscleBlaze": "--chart-series-2"}


def test_a_gender_keeps_its_colour_under_every_filter(viewer_client: Client) -> None:
    for path, name in (("/campaigns/", "gender_distribution"), ("/influencers/", "orders_by_gender_and_category")):
        hues = {"Female": "--chart-series-1", "Male": "--chart-series-2", "Unknown": "--chart-series-3"}
        for query, left in (("", hues), ("gender=Male", {"Male"}), ("influencer=2", {"Male"})):
            chart = getattr(viewer_client.get(f"{path}?{query}").context["page"], name)
            drawn = {trace["name"]: trace["marker"]["color"] for trace in chart.figure["data"]}
            assert drawn == {gender: hues[gender] for gender in left}, (path, query)
