"""The cells of a list of rows."""

from healthkart.dashboard.pages import Cell
from healthkart.rows.columns import DAY, POSTS
from healthkart.templatetags.lists import list_row

LINK = next(column for column in POSTS if column.name == "link")


def test_a_link_says_whose_it_is_and_leads_to_the_whole_address() -> None:
    address = "https://www.instagram.com/p/1/?a=1&b=<2>"
    drawn = list_row((DAY, LINK), (Cell("x"), Cell(address)))
    escaped = "https://www.instagram.com/p/1/?a=1&amp;b=&lt;2&gt;"
    assert f'<a href="{escaped}" title="{escaped}" target="_blank" rel="noopener noreferrer nofollow">' in drawn
    assert ">instagram.com</a>" in drawn
    for nobodys in ("https://:80", "https://www./p"):
        assert f">{nobodys}</a>" in list_row((DAY, LINK), (Cell("x"), Cell(nobodys)))
