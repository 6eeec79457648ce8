"""The posts behind reach and engagement."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.dashboard.pages import Cell, Column
from healthkart.dashboard.reading import Reading
from healthkart.rows.behind import SOURCES
from healthkart.rows.listing import Row, RowsForm, RowsOf, RowsPage, named, outside, rows_page, who
from influencers.api import PostList


class PostsForm(RowsForm):
    listed = PostList


def _cells(row: Row, scope: Scope, labels: Labels) -> tuple[Cell, ...]:
    return (
        Cell(row["date"].isoformat()),
        who(row, scope, labels),
        *(Cell(row[name], "count") for name in ("reach", "likes", "comments")),
        outside(row["caption"], row["url"]),
        *(named(row, name, scope) for name in ("platform", "campaign", "brand", "product")),
    )


POSTS = RowsOf(
    source=SOURCES[1],
    listed=PostList,
    api="api:post-list",
    columns=(
        Column("date", "Day"),
        Column("influencer", "Influencer"),
        *(Column.of(name) for name in ("reach", "likes", "comments")),
        Column("caption", "Post", help="Its caption; leads to the post itself."),
        Column("platform", "Platform"),
        Column("campaign", "Campaign"),
        Column("brand", "Brand"),
        Column("product", "Product"),
    ),
    cells=_cells,
)


@require_safe
@dashboard("rows/rows.html", PostsForm)
def posts(request: HttpRequest, scope: Scope, labels: Labels, **options: Any) -> RowsPage:
    reading = Reading.of(scope, labels)
    cards = tuple(reading.card(name) for name in ("posts", "reach", "likes", "comments"))
    return rows_page(POSTS, request, reading, cards)
