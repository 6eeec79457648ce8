"""How far long work is."""

import pytest

from healthkart import progress as module
from healthkart.progress import progress


def test_short_work_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Counting", 2) as done:
        done(1)
        done(1)
    assert capsys.readouterr() == ("", "")


def test_long_work_says_how_far_it_is_and_what_is_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([0.0, 2.0, 6.0, 7.0, 12.0])
    monkeypatch.setattr(module.time, "monotonic", lambda: next(moments))
    with progress("Counting", 2_000) as done:
        for rows in (100, 500, 100, 500):
            done(rows)
    assert capsys.readouterr() == (
        "",
        "Counting: 600 of 2,000 rows, about 14 s left\nCounting: 1,200 of 2,000 rows, about 8 s left\n",
    )
