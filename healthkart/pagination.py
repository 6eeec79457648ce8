"""Pages of the API's lists: keyset pages, so that the last page costs what the first does."""

import re
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class NewestFirst(CursorPagination):
    """Newest rows first, 100 a page; `page_size` to 1,000. What cannot be understood is refused by name."""

    ordering = "-id"
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get("page_size", "")
        if not asked:
            return self.page_size
        if not (asked.isdecimal() and len(asked) <= 4 and 1 <= int(asked) <= self.max_page_size):
            raise ValidationError({"page_size": [f"Give a whole number from 1 to {self.max_page_size}."]})
        return int(asked)

    def decode_cursor(self, request: Request) -> Any:
        refused = ValidationError({"cursor": ["This is no cursor of ours: follow `next` and `previous`."]})
        if not re.fullmatch(r"[A-Za-z0-9+/=]*", request.query_params.get("cursor", "")):
            raise refused  # base64 passes over what is not in its alphabet
        try:
            cursor = super().decode_cursor(request)
        except Exception as error:  # NotFound, and whatever a made-up cursor leads to
            raise refused from error
        position = str(cursor.position) if cursor and cursor.position is not None else "0"
        if not (position.isdecimal() and len(position) <= 18):
            raise refused
        return cursor
