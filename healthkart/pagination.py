"""Pages of the API's lists: keyset pages, so that the last page costs what the first does."""

from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """Newest rows first, 100 a page; `page_size` to 1,000."""

    ordering = "-id"
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000
