"""Frames to CSV files, byte for byte the same everywhere: UTF-8, line feeds, money with two decimals."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

# Columns that hold paise.
MONEY = frozenset({"revenue", "rate", "total_payout"})
ROWS_AT_ONCE = 200_000


def write_csv(frame: pd.DataFrame, path: Path, written: Callable[[int], object] | None = None) -> None:
    """Write a frame; `written` is called now and then with the number of rows written since."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        for start in range(0, len(frame), ROWS_AT_ONCE):
            part = frame.iloc[start : start + ROWS_AT_ONCE]
            writer.writerows(zip(*(cells(part[name]) for name in frame.columns), strict=True))
            if written is not None:
                written(len(part))


def cells(column: "pd.Series[Any]") -> list[str]:
    """The texts of a column. Each different value is put into words once: a million rows hold few of them."""
    places, values = pd.factorize(column)
    if column.name in MONEY:
        texts = [f"{value // 100}.{value % 100:02}" for value in values.tolist()]
    elif isinstance(values, pd.DatetimeIndex):
        texts = np.datetime_as_string(values.to_numpy(), unit="D").tolist()
    else:
        texts = [str(value) for value in values.tolist()]
    # A missing value has place -1: the last text, an empty cell.
    return list(np.array([*texts, ""], dtype=object)[places])
