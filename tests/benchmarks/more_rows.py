"""More tracked rows of a world's last week: its influencers, campaigns and products, other users."""

from pathlib import Path

import duckdb

MOST = 100_000


def write_more(tracking: Path, file: Path, rows: int, *, from_user: int) -> None:
    """Write a tracking file of so many rows, its users numbered from `from_user`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    duckdb.connect().execute(f"""
        COPY (
            WITH known AS (FROM read_csv('{tracking}', all_varchar = true)),
                 week AS (FROM known WHERE date > (SELECT CAST(CAST(max(date) AS DATE) - 7 AS VARCHAR) FROM known)),
                 enough AS (FROM week, range({rows}) AS again(turn)
                            WHERE turn * (SELECT count(*) FROM week) < {rows})
            SELECT * EXCLUDE (turn) REPLACE ({from_user} + row_number() OVER () AS user_id) FROM enough LIMIT {rows}
        ) TO '{file}' (HEADER)
    """)
