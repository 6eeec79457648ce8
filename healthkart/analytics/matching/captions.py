"""Which product a caption names. Pure: products come in as numbers by brand and name. No Django here."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from healthkart.brands import brands_mentioned


class Captions:
    """Finds products in captions, each distinct caption once.

    `products` holds the numbers of the products by brand and name; `brands` are the brands a caption may mention.
    """

    def __init__(self, products: Mapping[str, Mapping[str, int]], brands: Sequence[str]) -> None:
        self.products = products
        self.brands = brands
        self._found: dict[tuple[str, str | None], tuple[str | None, int | None]] = {}

    def product(self, caption: str, brand: str | None = None) -> tuple[str | None, int | None]:
        """The brand and product that a caption names (looked for within `brand` if that is stated).

        The product is None where only the brand is plain; both are None where nothing or too much is named.
        """
        key = (caption, brand)
        if key not in self._found:
            self._found[key] = self._find(caption, brand)
        return self._found[key]

    def _find(self, caption: str, brand: str | None) -> tuple[str | None, int | None]:
        mentioned = {brand} if brand else brands_mentioned(caption, self.brands)
        named = {name.casefold() for name in self._names.findall(caption)}
        candidates = {
            (owner, number)
            for owner in (mentioned or self.products)
            for name, number in self.products.get(owner, {}).items()
            if name.casefold() in named
        }
        if len(candidates) == 1:
            return candidates.pop()
        owners = {owner for owner, _ in candidates} or mentioned
        return (owners.pop(), None) if len(owners) == 1 else (None, None)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Every product's name as a whole word; longest first, so that Whey Gold is not taken for Whey."""
        names = {name for of_brand in self.products.values() for name in of_brand if name}
        either = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if names else r"(?!)", re.IGNORECASE)
