"""Arrays of whole numbers, weights to draw by, and places in a list as a column of texts."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Whole = NDArray[np.integer]


def categories(places: Whole, names: tuple[str, ...]) -> pd.Categorical:
    """Places in a list of names as a column of those names, empty where the place is -1."""
    return pd.Categorical.from_codes(places, pd.Index(names, dtype="str"))


def whole_weights(weights: NDArray[np.floating]) -> Whole:
    """Weights as whole numbers, the greatest a billion.

    The last bits of a float differ between machines, and must not reach the draws.
    """
    return np.asarray(np.rint(weights / weights.max() * 1e9).astype(np.int64))


def look_up(table: Whole, row: Whole, column: Whole) -> Whole:
    """`table[row, column]`, twice as fast."""
    return np.asarray(table.ravel().take(row.astype(np.intp) * table.shape[1] + column))
