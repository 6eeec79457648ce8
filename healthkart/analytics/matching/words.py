"""The words that matching goes by. No Django here."""

from typing import NamedTuple


class Words(NamedTuple):
    """The brands that can begin a name, and the products, by brand and name, that a caption can name."""

    brands: tuple[str, ...]
    products: frozenset[tuple[str, str]]
