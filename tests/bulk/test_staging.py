"""Rows on their way into SQLite through a file."""

from pathlib import Path

import pyarrow as pa
import pytest

from healthkart.bulk.staging import stage


def test_a_file_that_cannot_be_written_is_a_plain_error(tmp_path: Path) -> None:
    rows = pa.table({"id": [1]})
    with pytest.raises(OSError, match=f"rows cannot be staged in {tmp_path}/gone: "):
        stage(tmp_path / "gone" / "0.sqlite3", {"rows": lambda: rows.to_reader()})
