"""Files as they come: headers, line breaks, encodings, and the line that a problem names."""

from pathlib import Path

import pytest

from healthkart.exchange.formats import INFLUENCERS, PAYOUTS, POSTS, TRACKING, Format, format_of
from healthkart.exchange.problems import Problems
from healthkart.exchange.reading import BATCH, read

HEADER = b"influencer_id,basis,rate,orders,total_payout\n"


def rows_in(folder: Path, content: bytes, format: Format = PAYOUTS) -> tuple[list[tuple[object, ...]], list[str]]:
    """The rows of a file with their lines, and its problems and warnings."""
    path = folder / format.file
    path.write_bytes(content)
    problems, warnings = Problems(), []
    table = read(path, format, problems, warnings)
    rows = [] if table is None else list(table.rows.itertuples(name=None))
    return rows, [*problems.lines([path.name]), *warnings]


ONE_PAYOUT = [(2, "32", "post", 30000, 9, 270000)]


@pytest.mark.parametrize(
    "content",
    [
        HEADER + b"32,post,300,9,2700\n",
        HEADER + b"32,post,300,9,2700",
        HEADER + b" 32 ,\tpost,300 ,9,2700\n",
        HEADER.replace(b"\n", b"\r\n") + b"32,post,300,9,2700\r\n",
        HEADER.replace(b"\n", b"\r") + b"32,post,300,9,2700\r",
        b"\xef\xbb\xbf" + HEADER + b"32,post,300,9,2700\n",
        b"Influencer ID,BASIS,Rate,Orders,Total Payout\n32,post,300,9,2700\n",
        b"InfluencerId, basis ,rate,Orders,total-payout\n32,post,300,9,2700\n",
        HEADER + b'"32","post","300","9","2,700"\n',
        HEADER + b"32,post,300,9,2700,,,\n",
        HEADER.replace(b"\n", b",,\n") + b"32,post,300,9,2700,,\n",
        HEADER + b"32,post,300,9,2700\n,,,,\n\n  \n,,,,,,,,\n , ,,,\n",
    ],
    ids=[
        *("plain", "no_last_line_break", "spaces", "crlf", "cr", "bom", "title_case", "camel_case", "quoted"),
        *("more_commas", "more_commas_everywhere", "blank_rows"),
    ],
)
def test_spellings_of_one_file(tmp_path: Path, content: bytes) -> None:
    assert rows_in(tmp_path, content) == (ONE_PAYOUT, [])


def test_columns_come_in_any_order(tmp_path: Path) -> None:
    assert rows_in(tmp_path, b"total,units,rate,basis,influencer_id\n2700,9,300,post,32\n") == (ONE_PAYOUT, [])


@pytest.mark.parametrize(
    ("header", "format"),
    [
        ("influencer_id,name", INFLUENCERS),
        ("ID,Name", INFLUENCERS),
        ("influencer_id,date,URL,reach,likes,comments", POSTS),
        ("post_id,influencer_id,date,url,reach,likes,comments,brand", POSTS),
        ("post_id,influencer_id,date,url,reach,likes,comments,brands", POSTS),
        ("post_id,influencer_id,date,url,reach,likes,comments,Brand Mentioned", POSTS),
        ("source,campaign,influencer_id,product,date,orders,revenue,brand", TRACKING),
        ("payout_id,influencer_id,basis,rate,orders,total_payout", PAYOUTS),
        ("reference,influencer_id,basis,rate,orders,total_payout", PAYOUTS),
    ],
)
def test_known_headers(tmp_path: Path, header: str, format: Format) -> None:
    assert rows_in(tmp_path, f"{header}\n".encode(), format)[1] == [
        f"{format.file}: holds no rows; leave the file out or fill it"
    ]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Influencer.csv", "influencers.csv"),
        ("INFLUENCERS.CSV", "influencers.csv"),
        ("Post.csv", "posts.csv"),
        ("tracking.csv", "tracking_data.csv"),
        ("Tracking Data.csv", "tracking_data.csv"),
        ("Payout.csv", "payouts.csv"),
        ("campaigns.csv", "campaigns.csv"),
        ("products.csv", "products.csv"),
    ],
)
def test_names_of_files(name: str, file: str) -> None:
    format = format_of(Path(name))
    assert format is not None
    assert format.file == file


@pytest.mark.parametrize("name", ["posts.txt", "posts", "sales.csv", "posts_2025.csv"])
def test_names_of_no_file(name: str) -> None:
    assert format_of(Path(name)) is None


def test_unknown_columns_are_reported_and_ignored(tmp_path: Path) -> None:
    content = b"influencer_id,basis,rate,orders,total_payout,mood,,note\n32,post,300,9,2700,good,7,x\n"
    warning = "payouts.csv: ignored the unknown columns mood, number 7, note"
    assert rows_in(tmp_path, content) == (ONE_PAYOUT, [warning])


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"", ["payouts.csv: holds no rows; leave the file out or fill it"]),
        (b"\n,,,\n", ["payouts.csv: holds no rows; leave the file out or fill it"]),
        (HEADER + b",,,,\n", ["payouts.csv: holds no rows; leave the file out or fill it"]),
        (
            b"influencer_id,basis,rate\n1,post,300\n",
            ["payouts.csv:1: orders: the column is missing", "payouts.csv:1: total_payout: the column is missing"],
        ),
        (
            b"\ninfluencer_id,basis,rate,orders,Units,total_payout\n1,post,300,9,9,2700\n",
            ["payouts.csv:2: orders: stands in more than one column: 'orders' and 'Units'"],
        ),
        (HEADER + b"1,post,300,9,2700,x\n", ["payouts.csv:2: has 6 cells where the header has 5"]),
        (HEADER + b"1,post,300\n", ["payouts.csv:2: orders: is empty", "payouts.csv:2: total_payout: is empty"]),
        (HEADER + b"n/a,post,300,9,2700\n", ["payouts.csv:2: influencer_id: 'n/a' stands for none"]),
        (
            HEADER + b"1,post,300,9,2700\n2,click,x,-9,2700\n",
            [
                "payouts.csv:3: basis: 'click' is neither post nor order",
                "payouts.csv:3: rate: 'x' is not an amount of rupees",
                "payouts.csv:3: orders: '-9' is negative",
            ],
        ),
        (
            HEADER + b"1,post,300,9,2700\n\n2,post,300,caf\xe9,2700\n",
            ["payouts.csv:4: is not UTF-8; save the file as UTF-8"],
        ),
        ("influencer_id".encode("utf-16"), ["payouts.csv:1: is not UTF-8; save the file as UTF-8"]),
        (
            HEADER + b'1,post,300,9,2700\n2,"post,300,9,2700\n3,post,300,9,2700\n',
            ["payouts.csv:3: is not well-formed CSV: unexpected end of data"],
        ),
        (
            HEADER + b'1,post,x,9,2700\n2,"po"st,300,9,2700\n',
            [
                "payouts.csv:2: rate: 'x' is not an amount of rupees",
                "payouts.csv:3: is not well-formed CSV: ',' expected after '\"'",
            ],
        ),
    ],
    ids=[
        *("nothing", "blank", "header_only", "missing_columns", "column_twice", "too_many_cells", "too_few_cells"),
        *("no_id", "bad_cells", "latin_1", "utf_16", "open_quote", "stray_quote"),
    ],
)
def test_problems(tmp_path: Path, content: bytes, problems: list[str]) -> None:
    assert rows_in(tmp_path, content)[1] == problems


def test_a_problem_names_the_line_on_which_its_row_begins(tmp_path: Path) -> None:
    header = b"influencer_id,date,url,caption,reach,likes,comments\n"
    content = (
        header
        + b'1,2025-01-01,u1,"two\nlines",1,1,1\n\n'
        + b'1,2025-01-02,u2,"three\r\nmore\rlines",1,1,1\n'
        + b'1,2025-01-03,u3,"a, ""b""\n",many,1,1\n'
        + b"1,2025-01-04,u4,c,1,few,1\n"
    )
    assert rows_in(tmp_path, content, POSTS) == (
        [
            (2, "1", 739252, "u1", "two\nlines", 1, 1, 1),
            (5, "1", 739253, "u2", "three\r\nmore\rlines", 1, 1, 1),
        ],
        ["posts.csv:8: reach: 'many' is not a whole number", "posts.csv:10: likes: 'few' is not a whole number"],
    )


def test_lines_are_counted_through_all_batches(tmp_path: Path) -> None:
    rows = [b"1,post,300,9,2700\n"] * (3 * BATCH)
    rows[BATCH - 1], rows[2 * BATCH + 5] = b"1,post,x,9,2700\n", b"1,post,y,9,2700\n"
    assert rows_in(tmp_path, HEADER + b"".join(rows))[1] == [
        f"payouts.csv:{BATCH + 1}: rate: 'x' is not an amount of rupees",
        f"payouts.csv:{2 * BATCH + 7}: rate: 'y' is not an amount of rupees",
    ]


def test_the_first_fifty_problems_and_a_count(tmp_path: Path) -> None:
    _, problems = rows_in(tmp_path, HEADER + b"1,post,x,9,2700\n" * 20_000)
    expected = [f"payouts.csv:{line}: rate: 'x' is not an amount of rupees" for line in range(2, 52)]
    assert problems == [*expected, "… and 19,950 more"]


def test_a_cell_may_hold_a_whole_article(tmp_path: Path) -> None:
    caption = "word " * 20_000
    header = b"influencer_id,date,url,caption,reach,likes,comments\n"
    (row,), problems = rows_in(tmp_path, header + f"1,2025-01-01,u,{caption},1,1,1\n".encode(), POSTS)
    assert (row[4], problems) == (caption.strip(), [])
