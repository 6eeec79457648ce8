"""Which brand a name begins with, and which brands a text mentions. No Django here."""

import re
from collections.abc import Iterable
from functools import lru_cache

# HealthKart's own brands. EXTRA_BRANDS and every brand in the database extend the catalogue; there is no catch-all.
HEALTHKART_BRANDS: tuple[str, ...] = (
    "MuscleBlaze",
    "HKVitals",
    "Gritzo",
    "TrueBasics",
    "bGreen",
    "HealthKart",
    "Nouveau",
)

UNBRANDED = "Unbranded"

_WORDS = re.compile(r"[^\W_]+")


def brand_key(name: str) -> str:
    """A brand's name as it is compared: without case, spaces and punctuation, so `HK Vitals` is HKVitals."""
    return "".join(_WORDS.findall(name)).casefold()


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORDS.findall(text))


def brand_beginning(text: str, brands: Iterable[str]) -> str | None:
    """The longest of these brands that the text begins with, in whole words; None if it begins with none.

    >>> brand_beginning("Gritzo_Campaign_Jan_2025", ["Gritzo", "Grit"])
    'Gritzo'
    """
    return _brand_at(_words(text), {brand_key(brand): brand for brand in brands})


def brands_mentioned(text: str, brands: Iterable[str]) -> set[str]:
    """Every one of these brands that the text names anywhere, in whole words.

    >>> sorted(brands_mentioned("Check out HK Vitals! #gritzo", ["Gritzo", "HKVitals"]))
    ['Gritzo', 'HKVitals']
    """
    words, keys = _words(text), {brand_key(brand): brand for brand in brands}
    return {brand for start in range(len(words)) if (brand := _brand_at(words[start:], keys))}


def _brand_at(words: tuple[str, ...], keys: dict[str, str]) -> str | None:
    found = None
    for end in range(1, min(len(words), 4) + 1):
        found = keys.get("".join(words[:end]), found)
    return found
