"""What an import of a small file waits for."""

import subprocess
import sys
from pathlib import Path

from tests.commands.test_import_killed import ROOT, environment

LOADED = """
import sys
from django.core.management import execute_from_command_line
try:
    execute_from_command_line(["manage.py", "import_data", "nowhere"])
finally:
    print("healthkart.exchange.importing" in sys.modules, "healthkart.urls" in sys.modules)
"""


def test_it_loads_no_pages(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, env=environment(tmp_path / "none"), capture_output=True, text=True
    )
    assert ended.stdout == "True False\n"
