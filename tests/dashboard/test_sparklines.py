"""The path of a small line."""

from healthkart.dashboard.sparklines import path


def test_from_left_to_right_and_zero_at_the_bottom() -> None:
    assert path([0, 50, 100]) == "M0 26L60 14L120 2"


def test_below_zero_is_lower() -> None:
    assert path([-10, 0, 10]) == "M0 26L60 14L120 2"


def test_what_is_not_known_leaves_a_gap() -> None:
    assert path([1.0, None, 1.0, 0.0, 1.0]) == "M0 2M60 2L90 26L120 2"


def test_points_and_dashes_are_no_course() -> None:
    assert [path(values) for values in ([], [1], [None, 5, None], [3, 4, None, 5, 6])] == ["", "", "", ""]


def test_all_zero_is_a_line_at_the_bottom() -> None:
    assert path([0, 0]) == "M0 26L120 26"
