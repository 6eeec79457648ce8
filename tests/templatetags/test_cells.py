"""The cells of a table's rows, as HTML."""

import re
from datetime import date

from healthkart.dashboard.pages import Cell, Column, DataTable
from healthkart.rows.behind import Source
from healthkart.templatetags.cells import row_cells, table_rows

NAME = Cell("Gritzo_<b>", link="?campaign=Gritzo_%3Cb%3E")


def test_other_peoples_text_is_text_and_a_link_keeps_the_options() -> None:
    assert row_cells([NAME, Cell("<i>")], "sort=-roas", None, 0, None) == (
        '<th scope="row"><a href="?campaign=Gritzo_%3Cb%3E&amp;sort=-roas">Gritzo_<wbr>&lt;b&gt;</a></th>'
        "<td>&lt;i&gt;</td>"
    )


HOSTILE = """</td><script>alert('x')</script>&"_<b>"""


def test_no_part_of_a_row_is_markup_of_other_people() -> None:
    """Names, links, options, what a page is of and what stands behind: nothing of it begins or ends a tag."""
    link = f"?campaign={HOSTILE}"
    behind = Source("orders", HOSTILE, "rows:orders", ())
    table = DataTable(
        (Column("campaign", HOSTILE), Column("revenue", HOSTILE, "rupees")),
        ((Cell(HOSTILE, link=link), Cell(5, "rupees", link)), (Cell(HOSTILE), Cell(None, "rupees"))),
    )
    drawn = table_rows(table, 1, 1, 5, 10, HOSTILE, behind, HOSTILE)
    tags = {"tr", "th", "td", "a", "svg", "rect", "span", "wbr"}
    assert {tag.strip("/") for tag in re.findall(r"<(/?\w+)", drawn)} == tags
    assert re.findall(r"<tr[^>]*>", drawn) == ["<tr>", '<tr class="beyond">']
    texts = re.sub(r"<[a-z/]\w*(?: [\w-]+=\"[^\"]*\")*/?>", "", drawn)
    assert not set(texts) & set("<>\"'")


def test_the_main_measure_has_a_bar_and_its_share() -> None:
    assert row_cells([Cell("All"), Cell(5_000, "rupees"), Cell(2, "count")], "", 1, 20_000, 50_000) == (
        '<th scope="row">All</th><td class="num">'
        '<svg class="share" aria-hidden="true"><rect width="25%" height="100%"/></svg>₹50'
        '<span class="of-whole"> <span class="unseen">, </span>10.0 %<span class="unseen"> of all</span></span></td>'
        '<td class="num">2</td>'
    )


def test_what_is_not_known_says_why() -> None:
    why = "Not known: nothing to divide by, or to compare with"
    assert row_cells([Cell("All"), Cell(None, "ratio")], "", 1, 3.0, None) == (
        f'<th scope="row">All</th><td class="num"><span class="unknown" title="{why}">–</span>'
        f'<span class="unseen"> {why}</span></td>'
    )


def test_a_long_name_is_one_that_breaks() -> None:
    assert row_cells([Cell("W" * 49), Cell("W" * 48), Cell("W" * 49)], "", None, 0, None) == (
        f'<th scope="row" class="long">{"W" * 49}</th><td>{"W" * 48}</td><td class="long">{"W" * 49}</td>'
    )


def test_a_name_that_is_not_known_has_a_name() -> None:
    assert row_cells([Cell(None), Cell(None)], "", None, 0, None) == '<th scope="row">Unknown</th><td>Unknown</td>'


def test_a_day_is_written_as_everywhere_else() -> None:
    assert row_cells([Cell(date(2025, 1, 5))], "", None, 0, None) == (
        '<th scope="row"><time datetime="2025-01-05">5 Jan 2025</time></th>'
    )
