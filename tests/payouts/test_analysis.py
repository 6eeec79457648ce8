"""How ROI & Payout Analysis is laid out."""

import pytest

from healthkart.analytics.labels import current_labels
from healthkart.analytics.scope import Scope
from payouts.selectors import TALL, payout_analysis
from tests.worlds import campaign, event, in_step, influencer, payout

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("campaigns", "is_tall"), [(0, False), (TALL - 1, False), (TALL, True)])
def test_the_campaigns_take_two_rows_where_they_fill_them(campaigns: int, is_tall: bool) -> None:
    someone = influencer()
    for number in range(campaigns):
        event(someone, number, campaign=campaign(f"Push {number}"))
    if campaigns:
        payout(someone, 10 * campaigns, "order")
    in_step()
    assert payout_analysis(Scope(), current_labels()).is_tall is is_tall
