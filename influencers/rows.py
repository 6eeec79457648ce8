"""The posts behind reach and engagement."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.dashboard.reading import Reading
from healthkart.rows.behind import SOURCES
from healthkart.rows.columns import POSTS
from healthkart.rows.listing import RowsForm, RowsOf, RowsPage, rows_page
from healthkart.rows.records import POST_FIELDS, post_row
from influencers.api import PostList


class PostsForm(RowsForm):
    listed = PostList


ROWS = RowsOf(source=SOURCES[1], listed=PostList, file="posts", columns=POSTS, fields=POST_FIELDS, row=post_row)


@require_safe
@dashboard("rows/rows.html", PostsForm)
def posts(request: HttpRequest, scope: Scope, labels: Labels, **options: Any) -> RowsPage:
    reading = Reading.of(scope, labels)
    cards = tuple(reading.card(name) for name in ("posts", "reach", "likes", "comments"))
    return rows_page(ROWS, request, reading, cards)
