"""Which product a caption names. Pure: products come in as numbers by brand and name. No Django here."""

import re
from collections import defaultdict
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
        named = set(self._names.findall(caption.casefold()))
        owned = ((owner, number) for name in named for owner, number in self._owners[name])
        candidates = {(owner, number) for owner, number in owned if not mentioned or owner in mentioned}
        if len(candidates) == 1:
            return candidates.pop()
        owners = {owner for owner, _ in candidates} or mentioned
        return (owners.pop(), None) if len(owners) == 1 else (None, None)

    @cached_property
    def _owners(self) -> dict[str, list[tuple[str, int]]]:
        """The brand and number of every product by its name, without case."""
        owners: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for owner, of_brand in self.products.items():
            for name, number in of_brand.items():
                if name:
                    owners[name.casefold()].append((owner, number))
        return owners

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Every product's name as a whole word; longest first, so that Whey Gold is not taken for Whey."""
        either = "|".join(re.escape(name) for name in sorted(self._owners, key=lambda name: (-len(name), name)))
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)")
