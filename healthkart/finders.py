"""plotly.js as a static file, from where it is installed anyway."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PLOTLY = "plotly/plotly.min.js"


def plotly_script() -> Path:
    """npm's basic bundle where it is installed (a quarter of the size), else the one in the plotly wheel."""
    basic = Path(settings.NODE_MODULES) / "plotly.js-basic-dist-min/plotly-basic.min.js"
    if basic.exists():
        return basic
    # find_spec does not import plotly, which the web process has no use for.
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("plotly is not installed: pip install -r requirements.txt")
    return Path(spec.origin).parent / "package_data/plotly.min.js"


class _OneFile(FileSystemStorage):
    """A storage of one file under a name of our own."""

    def path(self, name: str) -> str:
        return str(plotly_script())


class PlotlyFinder(BaseFinder):
    """Finds `plotly/plotly.min.js`."""

    storage = _OneFile()

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != PLOTLY:
            return []
        return [str(plotly_script())] if find_all else str(plotly_script())

    def list(self, ignore_patterns: Any) -> Any:
        yield PLOTLY, self.storage

    def check(self, **kwargs: Any) -> Any:
        return []
