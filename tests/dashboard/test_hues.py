"""What has a colour keeps it when something new comes."""

import pytest

from campaigns.models import Brand
from healthkart.analytics.labels import current_labels
from healthkart.dashboard.figures import hues
from healthkart.genders import in_usual_order
from tests.worlds import in_step, small_world

pytestmark = pytest.mark.django_db


def test_a_new_brand_takes_no_other_brands_colour() -> None:
    small_world()
    before = hues(tuple(current_labels().brands.values()))
    Brand.objects.create(name="Aaa, the first by name")
    in_step()
    after = hues(tuple(current_labels().brands.values()))
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1


def test_women_and_men_keep_theirs() -> None:
    for genders in (["Male", "Female"], ["Unknown", "Agender", "Male", "Female", "Female", "<x>"]):
        assert in_usual_order(genders)[:2] == ("Female", "Male")
    assert in_usual_order(["Unknown", "Non-binary"]) == ("Non-binary", "Unknown")
