"""Static files that collectstatic finds otherwise than they lie: all style sheets in one, and plotly.js."""

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

# In the order in which they build on each other; what depends on the window's width, or on paper, comes last.
SHEETS = tuple(
    f"healthkart/{name}.css"
    for name in (
        "tokens", "page", "filters", "results", "compare", "tables", "insights", "states", "profiles", "search", "rows",
        "plain", "views", "definitions", "widths", "print",
    )
)  # fmt: skip
STYLES = "healthkart/styles.css"
PLOTLY = "plotly/plotly.min.js"
CHANGED_HERE = datetime.fromtimestamp(Path(__file__).stat().st_mtime, tz=UTC)
_STATIC = Path(__file__).parent / "static"
_FACTORY = (b" : this, () => {", b" : this, (() => {")
_ITS_END = (b"return Plotly;\n}));", b"return Plotly;\n})));")


def in_one(sheets: Iterable[Path]) -> bytes:
    """Style sheets as one: a first visit waits for each that is fetched."""
    return b"\n".join(sheet.read_bytes() for sheet in sheets)


def compiled_at_once(script: bytes) -> bytes:
    """Plotly with parentheses around the function that it all stands in; as it was where that is not found.

    They tell browsers that it is called at once, to be compiled while it is fetched. Without them they read it twice:
    then in passing, and whole when it is called, which holds up the page.
    """
    if any(script.count(before) != 1 for before, _ in (_FACTORY, _ITS_END)):
        return script
    return script.replace(*_FACTORY).replace(*_ITS_END)


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


class OneSheet(FileSystemStorage):
    """A storage of one file, made of all style sheets."""

    def _open(self, name: str, mode: str = "rb") -> Any:
        return ContentFile(in_one(Path(self.path(sheet)) for sheet in SHEETS))

    def get_modified_time(self, name: str) -> datetime:
        """That of the newest: a change of any is a change of it, and so is one of what is done here."""
        return max(CHANGED_HERE, *(super(OneSheet, self).get_modified_time(sheet) for sheet in SHEETS))


class OnePlotly(FileSystemStorage):
    """A storage of one file under a name of our own."""

    def path(self, name: str) -> str:
        return str(plotly_script())

    def _open(self, name: str, mode: str = "rb") -> Any:
        return ContentFile(compiled_at_once(plotly_script().read_bytes()))

    def get_modified_time(self, name: str) -> datetime:
        return max(CHANGED_HERE, super().get_modified_time(name))


class StylesFinder(BaseFinder):
    """Finds `healthkart/styles.css` for collectstatic; where nothing is collected, pages name the sheets."""

    storage = OneSheet(_STATIC)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        return []

    def list(self, ignore_patterns: Any) -> Any:
        yield STYLES, self.storage

    def check(self, **kwargs: Any) -> Any:
        return []


class PlotlyFinder(BaseFinder):
    """Finds `plotly/plotly.min.js`; collectstatic gets the one that is compiled at once."""

    storage = OnePlotly()

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != PLOTLY:
            return []
        return [str(plotly_script())] if find_all else str(plotly_script())

    def list(self, ignore_patterns: Any) -> Any:
        yield PLOTLY, self.storage

    def check(self, **kwargs: Any) -> Any:
        return []
