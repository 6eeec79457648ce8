"""What is read quickly is what is read exactly, and everything that needs a word goes to the exact reader."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthkart.exchange import quick
from healthkart.exchange.formats import TRACKING
from healthkart.exchange.problems import Problems
from healthkart.exchange.quick import read_quickly
from healthkart.exchange.reading import read_exactly
from healthkart.exchange.tables import Table

HEADER = "tracking_id,source,campaign,influencer_id,user_id,product,date,orders,revenue"
ROW = ["7", "Instagram", "Gritzo_Jan_2025", "1", "u1", "Oats", "2025-01-07", "2", "500.50"]


def write(folder: str, content: bytes) -> Path:
    path = Path(folder, "tracking_data.csv")
    path.write_bytes(content)
    return path


def rows(table: Table) -> list[tuple[object, ...]]:
    return list(table.rows.astype(object).itertuples(name=None))


usual = st.sampled_from(ROW)
odd = st.sampled_from(
    ["", " ", " 7 ", "32.0", "n/a", "NA", "null", "None", "-", "Unknown", "x", "a-b", "u_1", "é", "\u00a0", "7\u2003",
     "\x1c", "\0", '"q"', '"', 'a"b', '"a,b"', '"two\nlines"', "1,234", "1e5", "nan", "12.345", "₹5", "07-01-2025",
     "9" * 101, "#", "2025-01-07T10:00:00Z", "\\", "\t"]
)  # fmt: skip
row = st.one_of(
    st.just(ROW),
    st.tuples(*(st.one_of(st.just(cell), usual) for cell in ROW)).map(list),
    st.tuples(*(st.one_of(st.just(cell), st.just(cell), st.just(cell), odd) for cell in ROW)).map(list),
    st.lists(st.one_of(usual, odd), max_size=11),
)
line_break = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])


@st.composite
def contents(draw: st.DrawFn) -> bytes:
    breaks = draw(st.one_of(st.just("\n"), st.just("\r\n"), line_break))
    header = draw(
        st.sampled_from([HEADER, HEADER.upper(), f"{HEADER},", f"{HEADER},note", HEADER[12:], "\ufeff" + HEADER])
    )
    lines = [header, *(",".join(cells) for cells in draw(st.lists(row, max_size=9)))]
    text = breaks.join(lines) + draw(st.sampled_from([breaks, breaks, "", breaks * 2, "\r\n"]))
    return text.encode() + draw(st.sampled_from([b"", b"", b"", b"\xe9"]))


@settings(max_examples=600)
@given(content=contents(), block=st.sampled_from([200, 300, 1 << 20]))
def test_where_it_answers_it_says_the_same(content: bytes, block: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick, "BLOCK", block)
        path = write(folder, content)
        table, problems, warnings = read_quickly(path, TRACKING), Problems(), list[str]()
        exact = read_exactly(path, TRACKING, problems, warnings)
    if table:
        assert exact
        assert (list(problems.lines([])), warnings) == ([], [])
        assert list(table.frame.columns) == list(exact.frame.columns)
        assert rows(table) == rows(exact)


@pytest.mark.parametrize(
    "change",
    [{}, {0: ""}, {1: " x "}, {2: "n/a"}, {3: "32.0"}, {4: "user-1"}, {5: "Café №1"}, {6: "07/01/2025"}, {8: "₹5/-"}],
    ids=str,
)
def test_it_answers_for_plain_files(tmp_path: Path, change: dict[int, str]) -> None:
    cells = [change.get(n, cell) for n, cell in enumerate(ROW)]
    for line_break in ("\n", "\r\n"):
        content = line_break.join([HEADER, *[",".join(cells)] * 3])
        table = read_quickly(write(str(tmp_path), content.encode()), TRACKING)
        assert table
        assert table.frame.index.tolist() == [2, 3, 4]


@pytest.mark.parametrize(
    "lines",
    [[HEADER], [f"{HEADER},note", ",".join([*ROW, "x"])], [HEADER, ",".join(ROW[1:])], [HEADER, "", ",".join(ROW)],
     [HEADER, ",".join(['"7"', *ROW[1:]])], [HEADER, ",".join([*ROW[:-1], "x"])], ["a,b", "1,2"]],
    ids=["no rows", "unknown column", "ragged", "blank line", "quotes", "bad cell", "another file"],
)  # fmt: skip
def test_it_leaves_the_rest_to_the_exact_reader(tmp_path: Path, lines: list[str]) -> None:
    assert read_quickly(write(str(tmp_path), "\n".join(lines).encode()), TRACKING) is None
