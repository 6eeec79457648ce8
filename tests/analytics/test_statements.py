"""What is taken away at the ends of a span meets what it is taken from."""

from datetime import timedelta

import pytest

from healthkart.analytics import results
from healthkart.analytics.labels import current_labels
from healthkart.analytics.scope import Scope
from healthkart.analytics.statements import Question
from tests.worlds import DAY, event, in_step, influencer


@pytest.mark.django_db
@pytest.mark.parametrize("period", ["week", "month"])
def test_who_had_nothing_on_the_days_asked_for_is_not_counted(period: str) -> None:
    early, late = influencer("1"), influencer("2")
    event(early, 0)  # a Wednesday, the day before the span begins
    for day in (2, 40):
        event(late, day)
    in_step()
    scope, labels = Scope(date_from=DAY + timedelta(days=1)), current_labels()
    assert -1 in {piece.sign for piece in Question(scope, labels, ("influencer", period)).pieces}
    counts = results.read(scope, labels, "influencer", period).influencers_by(period)
    assert set(counts.values()) == {1}
