"""Which stored row a row of a file is, where rows have an id in some files and a natural key in all."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from django.db.models import Model, Q, QuerySet

from healthkart.exchange.problems import Problems
from healthkart.exchange.tables import Meeting, repeated

MANY = 5_000  # beyond this, reading all rows is quicker than asking for each


def of_same_influencers(model: type[Model], rows: pd.DataFrame, id_column: str) -> QuerySet:
    """The stored rows that may be meant by rows of a file: those of its influencers, and those of its ids."""
    codes, ids = rows["influencer_id"].unique().tolist(), rows[id_column].unique().tolist()
    if len(codes) + len(ids) > MANY:
        return model._default_manager.all()
    return model._default_manager.filter(
        Q(influencer__code__in=codes) | (Q(**{f"{id_column}__in": ids}) & ~Q(**{id_column: ""}))
    )


def meet_by_id(meeting: Meeting, id_column: str, key: Sequence[str]) -> None:
    """A row with an id is the stored row of that id; else one of its key that has no id yet, and now gets it."""
    has_id, stored_has_id = _has_id(meeting, id_column)
    meeting.meet([id_column], has_id, stored_has_id)
    meeting.meet(key, has_id, ~stored_has_id)


def meet_by_key(
    meeting: Meeting, id_column: str, key: Sequence[str], words: str, file: str, problems: Problems
) -> None:
    """A row without an id is the stored row of its key that has none either; else the only one that has an id.

    Two such rows of one key in the file, and several stored rows to choose from, are problems. `words` names the key.
    """
    has_id, stored_has_id = _has_id(meeting, id_column)
    keyed = meeting.rows[~has_id & ~meeting.met]
    for line, first in repeated(keyed, key):
        problems.add(file, line, id_column, f"line {first} has the same {words}; give each of them its {id_column}")
    meeting.meet(key, ~has_id, ~stored_has_id)
    candidates = meeting.candidates(key, stored_has_id)
    meeting.meet(key, ~has_id & (candidates == 1), stored_has_id)
    unclear = ~has_id & ~meeting.met & (candidates > 1)
    for line, several in zip(meeting.rows.index[unclear].tolist(), candidates[unclear].tolist(), strict=True):
        message = f"{several} rows in the database have this {words}; say which by its {id_column}"
        problems.add(file, line, id_column, message)


def _has_id(meeting: Meeting, id_column: str) -> tuple[np.ndarray, np.ndarray]:
    return (meeting.rows[id_column] != "").to_numpy(), (meeting.stored[id_column] != "").to_numpy()
