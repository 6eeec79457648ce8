"""An address of ours, whatever stands in it, is a page with its arguments, and leads back to it."""

import pytest

from healthkart.analytics.labels import current_labels
from healthkart.profiles.forms import CampaignForm
from healthkart.saved_views.addresses import Place, place_at
from healthkart.saved_views.models import SavedView
from tests.worlds import event, in_step, influencer

ADDRESS = "/campaigns/50%2525%20off%252Fnow%3F/?brand=Gritzo"
NAME = "50% off/now?"


def test_a_page_about_something_is_saved_with_what_it_is_about() -> None:
    assert place_at(ADDRESS) == Place("campaigns:campaign", {"name": NAME}, "brand=Gritzo", CampaignForm)


def test_and_it_leads_back() -> None:
    view = SavedView(page="campaigns:campaign", arguments={"name": NAME}, query="brand=Gritzo")
    assert view.get_absolute_url() == ADDRESS
    assert view.page_name == "Campaign 50% off/now?"


@pytest.mark.django_db
def test_what_has_no_name_has_no_page_to_save() -> None:
    event(influencer(), campaign=None)
    in_step()
    labels = current_labels()
    for address, valid in (("/campaigns/?campaign=Unknown", True), ("/campaigns/Unknown/", False)):
        place = place_at(address)
        assert place is not None
        assert place.filters(labels).is_valid() == valid
