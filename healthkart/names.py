"""What counts as a name or an id, in files, admin and API alike. No Django here."""

import re

# What is shown, and asked for, where there is no name.
UNKNOWN_NAME = "Unknown"
# In a table a cell like this says that there is none; but an id may read unknown.
NO_ID = frozenset({"n/a", "na", "none", "null", "-"})
NO_NAME = NO_ID | {UNKNOWN_NAME.casefold()}
_WHOLE_FLOAT = re.compile(r"-?[0-9]+\.0+")


def stands_for_none(text: str) -> bool:
    """Whether a text is no name but a way to say that there is none."""
    return text.strip().casefold() in NO_NAME


def name_of(value: str | None) -> str:
    """A value as it is shown and asked for; what is not known has a name too."""
    return UNKNOWN_NAME if value is None else value


def usual_id(text: str) -> str:
    """An id as it is kept: a spreadsheet may have made 32.0 of 32, and n/a is no id."""
    text = text.strip()
    if text.casefold() in NO_ID:
        return ""
    return text.partition(".")[0] if _WHOLE_FLOAT.fullmatch(text) else text
