"""Where one stands among its peers."""

import pytest

from healthkart.analytics.kpis import KPI
from healthkart.analytics.standing import Standing, ordinal, standing


def test_the_highest_is_first() -> None:
    assert standing("roas", 3.0, [1.0, 2.0, 3.0, 4.0]) == Standing(KPI["roas"], 3.0, 2, 4)
    assert standing("roas", 4.0, [1.0, 2.0, 3.0, 4.0]).words == "1st of 4"


def test_equal_values_share_the_better_place() -> None:
    assert [standing("orders", value, [5, 5, 3]).place for value in (5, 5, 3)] == [1, 1, 3]


def test_what_is_not_known_is_not_counted_and_has_no_place() -> None:
    assert standing("roas", 2.0, [None, 1.0, 2.0, 3.0]).words == "2nd of 3"
    unknown = standing("roas", None, [None, 1.0, 2.0, 3.0])
    assert (unknown.place, unknown.words) == (None, "Not known")


def test_fewer_than_three_are_too_few_to_rank() -> None:
    assert standing("roas", 2.0, [1.0, 2.0, None]).words == "Too few to rank"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (111, "111th"), (122, "122nd"), (1_003, "1,003rd")],
)  # fmt: skip
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words
