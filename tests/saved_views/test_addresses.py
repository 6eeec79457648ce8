"""An address of ours, whatever stands in it, is a page with its arguments, and leads back to it."""

import pytest
from django.urls import path

from campaigns.views import overview
from healthkart import urls
from healthkart.analytics.filters import ScopeForm
from healthkart.saved_views.addresses import Place, place_at
from healthkart.saved_views.models import SavedView

urlpatterns = [path("one/<path:name>/", overview, name="one"), *urls.urlpatterns]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    "address", ["/one/50%25%20off/now%3F/?brand=Gritzo", "/one/50%25%20off%2Fnow%3F/?brand=Gritzo"]
)
def test_a_page_about_something_is_saved_with_what_it_is_about(address: str) -> None:
    assert place_at(address) == Place("one", {"name": "50% off/now?"}, "brand=Gritzo", ScopeForm)


@pytest.mark.urls(__name__)
def test_and_it_leads_back() -> None:
    view = SavedView(page="one", arguments={"name": "50% off/now?"}, query="brand=Gritzo")
    assert view.get_absolute_url() == "/one/50%25%20off/now%3F/?brand=Gritzo"
    assert view.page_name == "One 50% off/now?"
