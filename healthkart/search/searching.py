"""Influencers, campaigns, products and brands by what somebody types: from the labels, no row is read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, combining, normalize

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import DIMENSIONS, Scope
from healthkart.dashboard.addresses import OVERVIEW, address, page_of

MOST = 8  # of each kind
WHO = [dimension.name for dimension in DIMENSIONS if dimension.part == "influencer"]
WHAT = ("brand", "product", "campaign")
CODE, WHOLE, BEGINNING, WORD, INSIDE = range(5)  # how well a name fits, best first

_NO_WORD = re.compile(r"[^a-zA-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its name, what else tells it apart, and where it leads."""

    name: str
    note: str
    link: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What was found of one kind, best first, and how many more there are."""

    label: str
    hits: tuple[Hit, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that fits, how well, and by what its page is found."""

    fits: int
    name: str
    note: str
    key: str


def search(labels: Labels, text: str, scope: Scope) -> tuple[Kind, ...]:
    """What fits a text: an exact code, then names that are it, begin with it, have a word that does, or have it inside.

    Case, accents and punctuation do not matter. Kinds of which nothing fits are left out. What is found leads to its
    page under the filters of a scope, but for those that say who or what else it is: they might leave nothing of it.
    """
    wanted = plain(text)
    if not wanted:
        return ()
    of_somebody, of_something = scope.without(*WHO), scope.without(*WHAT)
    products = [(name, brand) for brand, name in labels.products.values() if name]
    kinds = (
        _best("Influencers", _influencers(labels, wanted), lambda found: page_of("influencer", found.key, of_somebody)),
        _best(
            "Campaigns",
            _named(((each.name, each.brand or "") for each in labels.campaigns.values()), wanted),
            lambda found: page_of("campaign", found.key, of_something),
        ),
        _best("Products", _named(products, wanted), lambda found: _overview_of_product(found, of_something)),
        _best(
            "Brands",
            _named(((name, "") for name in labels.brands.values()), wanted),
            lambda found: page_of("brand", found.key, of_something),
        ),
    )
    return tuple(kind for kind in kinds if kind.hits)


def fit(name: str, wanted: str) -> int | None:
    """How well a name fits what is wanted, both plain; None for not at all. Words may stand in any order."""
    if name == wanted:
        return WHOLE
    if name.startswith(wanted):
        return BEGINNING
    words = wanted.split()
    if all(f" {word}" in f" {name}" for word in words):
        return WORD
    return INSIDE if all(word in name for word in words) else None


@lru_cache(maxsize=100_000)  # the names of some data, again with each letter that somebody types
def plain(text: str) -> str:
    """A text without case, accents and punctuation, its words one blank apart."""
    if not text.isascii():
        letters = (letter for letter in normalize("NFKD", text) if not combining(letter))
        text = "".join(letter if category(letter)[0] in "LMN" else " " for letter in letters)
        return " ".join(text.casefold().split())
    return " ".join(_NO_WORD.sub(" ", text).lower().split())


def _influencers(labels: Labels, wanted: str) -> Iterator[Candidate]:
    for who in labels.influencers.values():
        code = fit(plain(who.code), wanted)
        both = (CODE if code == WHOLE else code, fit(plain(who.name), wanted))
        fits = min((each for each in both if each is not None), default=None)
        if fits is not None:
            note = " · ".join(filter(None, (f"#{who.code}", who.influencer_type, who.category)))
            yield Candidate(fits, who.name, note, who.code)


def _named(names: Iterable[tuple[str, str]], wanted: str) -> Iterator[Candidate]:
    for name, note in names:
        fits = fit(plain(name), wanted)
        if fits is not None:
            yield Candidate(fits, name, note, name)


def _best(label: str, candidates: Iterable[Candidate], link: Callable[[Candidate], str]) -> Kind:
    found = sorted(candidates, key=lambda each: (each.fits, each.name.casefold(), each.key))
    hits = tuple(Hit(each.name, each.note, link(each)) for each in found[:MOST])
    return Kind(label, hits, len(found) - len(hits))


def _overview_of_product(found: Candidate, scope: Scope) -> str:
    return address(OVERVIEW, scope.but(brand=(found.note,), product=(found.key,)))
