"""How a gender is spelled. No Django here."""

from healthkart.names import UNKNOWN_NAME, stands_for_none

_SPELLINGS = {"f": "Female", "female": "Female", "m": "Male", "male": "Male", "": UNKNOWN_NAME}


def gender_name(text: str) -> str:
    """F and Female are Female, M and Male are Male, none is Unknown; any other text comes back as it is, trimmed."""
    text = text.strip()
    return UNKNOWN_NAME if stands_for_none(text) else _SPELLINGS.get(text.casefold(), text)
