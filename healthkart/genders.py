"""How a gender is spelled. No Django here."""

from healthkart.names import UNKNOWN_NAME

_SPELLINGS = {"f": "Female", "female": "Female", "m": "Male", "male": "Male", "": UNKNOWN_NAME, "unknown": UNKNOWN_NAME}


def gender_name(text: str) -> str:
    """F and Female are Female, M and Male are Male, empty is Unknown; any other text comes back as it is, trimmed."""
    text = text.strip()
    return _SPELLINGS.get(text.casefold(), text)
