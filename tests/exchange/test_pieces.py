"""Promise 5, for any world: in how many pieces and in what order the rows arrive does not matter."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthkart.analytics import proof
from tests.exchange.world import (
    PAYOUT_HEADER,
    POST_HEADER,
    TRACKING_HEADER,
    TWO_INFLUENCERS,
    bring_in,
    everything,
    results,
)

pytestmark = pytest.mark.django_db

# A brand by the product, by the campaign, elsewhere, stated or unknown; days by the month, by what was tracked, shared.
CAMPAIGNS = ["Gritzo_A_Jan_2025", "Gritzo_B_Jan_2025", "Gritzo Push", "Diwali", "Acme Week", "n/a"]
PRODUCTS = ["Gritzo Oats", "Oats", "Whey", "Bar", ""]
DAYS = ["2025-01-03", "2025-01-20", "2025-02-02", "2025-03-01"]
HEADERS = {
    "posts": f"{POST_HEADER},brand,product,campaign",
    "tracking_data": f"{TRACKING_HEADER},brand",
    "payouts": f"reference,{PAYOUT_HEADER},campaign,first_day,last_day",
}


def some(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


CAPTIONS = ["Gritzo Oats!", "Whey and Oats", "A Bar", "Acme", "Gritzo", "x"]
post = st.builds(
    "{},{},{},URL,{},100,10,1,{},{},{}".format,
    *(some("1", "2"), some("X", "Instagram"), some(*DAYS), some(*CAPTIONS)),
    *(some("", "", "", "Acme"), some("", "", "Whey", "Bar", "Gritzo Oats"), some("", "", *CAMPAIGNS)),
)
sale = st.builds(
    "{0[0]},{1},{0[1]},USER,{2},{3},{4},250.50,{5}".format,
    st.sampled_from([("Instagram", "1"), ("YouTube", "2"), ("organic", "")]),
    *(some(*CAMPAIGNS), some(*PRODUCTS), some(*DAYS), some("0", "3"), some("", "", "", "Acme", "Gritzo")),
)
payout = st.builds(
    "REF,{},{},10,5,50.01,{},{}".format,
    *(some("1", "2"), some("post", "order"), some("", *CAMPAIGNS), some(",", "2025-01-01,2025-01-31", "2025-02-01,")),
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[dict[str, list[str]]]]:
    """All rows by file, and the same rows in pieces."""
    whole: dict[str, list[str]] = {}
    pieces: list[dict[str, list[str]]] = [{}, {}, {}]
    for file, rows in (("posts", post), ("tracking_data", sale), ("payouts", payout)):
        drawn = draw(st.lists(rows, min_size=1, max_size=7))
        # Told apart, so that none is taken for one that came before.
        named = [
            row.replace("URL", f"u{n}").replace("USER", f"u{n}").replace("REF", f"r{n}") for n, row in enumerate(drawn)
        ]
        whole[file] = named
        for row in named:
            draw(st.sampled_from(pieces)).setdefault(file, []).append(row)
    return whole, [piece for piece in pieces if piece]


def arrive(folder: Path, pieces: list[dict[str, list[str]]]) -> dict[str, Any]:
    """What there is when these have been imported one after the other."""
    with transaction.atomic():
        bring_in(folder, influencers=TWO_INFLUENCERS)
        for piece in pieces:
            bring_in(folder, **{file: "\n".join([HEADERS[file], *rows]) for file, rows in piece.items()})
        assert proof.differences() == []
        found = {**everything(), "results": results()}
        transaction.set_rollback(True)
    return found


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds())
def test_pieces_come_to_the_same_as_the_whole(world: tuple[dict[str, list[str]], list[dict[str, list[str]]]]) -> None:
    whole, pieces = world
    with TemporaryDirectory() as folder:
        assert arrive(Path(folder), pieces) == arrive(Path(folder), [whole])
