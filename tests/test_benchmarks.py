"""The benchmarks run from end to end; how quick it all is, is not for a test to say."""

import json
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
NAMES = (
    "simulating 1 M tracked rows, without writing",
    "simulating 10 M tracked rows, without writing",
    "seed_data --events 1000000, in all",
    "page numbers ready, median",
    "page numbers ready, worst",
    "page time over DuckDB's, one statement per visual, no filter",
    "page time over DuckDB's, one statement per visual, worst",
    "times faster than pandas merging the files at each click, no filter",
    "times faster than pandas merging the files at each click, least",
    "page time over that of a tenth of the rows",
    "whole page over HTTP, median",
    "whole page over HTTP, 99th percentile",
    "cached page over a view that does nothing",
    "tracked rows through the API, first page",
    "tracked rows through the API, deep page",
    "tracked rows through the API, last page",
    "tracked rows through the API, 30 days",
    "tracked rows through the API, a campaign",
    "tracked rows through the API, the busiest influencer",
    "tracked rows through the API, the quietest influencer",
    "CSV export of a filtered million, growth of memory",
    "CSV export of a filtered million",
    "check_data",
    "opening a monthly payout in the admin",
    "saving a monthly payout in the admin",
    "import into an empty database, over DuckDB's bare read of the file",
    "import into an empty database, peak memory",
    "import of 100,000 more rows",
    "import of the same rows again, unchanged",
    "readers during an import, 95th percentile over idle",
    "readers during an import, answers that are torn or refused",
)


def test_every_row_of_the_table_is_measured(tmp_path: Path) -> None:
    """All parts but the one that needs a browser, on the smallest world there is."""
    file = tmp_path / "figures.json"
    parts = {path.stem for path in (REPOSITORY / "tests/benchmarks/parts").glob("[!_]*.py")} - {"drawing"}
    command = ["-m", "tests.benchmarks", "--quick", "--events=1000", f"--json={file}", "--only", *parts]
    run = subprocess.run([sys.executable, *command], cwd=REPOSITORY, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert tuple(figure["name"] for figure in figures) == NAMES
    assert {tuple(figure) for figure in figures} == {("name", "database", "value", "unit", "limit", "holds")}
    assert {figure["database"] for figure in figures} == {"sqlite"}
    assert [line.split(" | ")[0].removeprefix("| ") for line in run.stdout.splitlines()[4:]] == [*NAMES]
