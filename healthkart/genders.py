"""How a gender is spelled. No Django here."""

from collections.abc import Iterable

from healthkart.names import UNKNOWN_NAME, stands_for_none

_SPELLINGS = {"f": "Female", "female": "Female", "m": "Male", "male": "Male", "": UNKNOWN_NAME}


_USUAL = ("Female", "Male")


def in_usual_order(genders: Iterable[str]) -> tuple[str, ...]:
    """Each of these once: Female, Male, and the others by name, so that a new one moves few."""
    every = set(genders)
    return (*(each for each in _USUAL if each in every), *sorted(every.difference(_USUAL)))


def gender_name(text: str) -> str:
    """F and Female are Female, M and Male are Male, none is Unknown; any other text comes back as it is, trimmed."""
    text = text.strip()
    return UNKNOWN_NAME if stands_for_none(text) else _SPELLINGS.get(text.casefold(), text)
