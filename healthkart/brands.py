"""Which brand a name begins with, and which brands a text mentions. No Django here."""

import re
from collections.abc import Iterable, Sequence
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

LONGEST = 4  # words of a brand's name that may be written apart

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
    return _brand_at(_words(text), _keys(tuple(brands)))


def brands_mentioned(text: str, brands: Iterable[str]) -> set[str]:
    """Every one of these brands that the text names anywhere, in whole words.

    >>> sorted(brands_mentioned("Check out HK Vitals! #gritzo", ["Gritzo", "HKVitals"]))
    ['Gritzo', 'HKVitals']
    """
    keys = _keys(tuple(brands))
    words = _WORDS.findall(text.casefold())
    begin = _beginnings(tuple(keys))
    places = [place for place, word in enumerate(words) if word in begin]
    return {brand for place in places if (brand := _brand_at(words[place : place + LONGEST], keys))}


@lru_cache(maxsize=16)
def _keys(brands: tuple[str, ...]) -> dict[str, str]:
    return {brand_key(brand): brand for brand in brands}


@lru_cache(maxsize=16)
def _beginnings(keys: tuple[str, ...]) -> frozenset[str]:
    """Every text that one of these keys begins with: of most words it is plain at once that no brand begins there."""
    return frozenset(key[:end] for key in keys for end in range(1, len(key) + 1))


def _brand_at(words: Sequence[str], keys: dict[str, str]) -> str | None:
    found = None
    for end in range(1, min(len(words), LONGEST) + 1):
        found = keys.get("".join(words[:end]), found)
    return found
