"""Names in addresses: other people's text, of which a path takes neither a slash nor a segment of dots."""

from urllib.parse import quote, unquote


class NameConverter:
    """Any text as one segment of a path.

    What would cut the path (a slash), or be taken for an escape (a percent sign) or for a way up (nothing but dots), is
    escaped here, and the escape again by whoever writes the address: servers and browsers undo only the last.
    """

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        return unquote(value)

    def to_url(self, value: str) -> str:
        if not value.strip("."):
            return value.replace(".", "%2E")
        return "".join(quote(letter, safe="") if letter in "/%\\" else letter for letter in value)
