"""Static files as production serves them: one style sheet with all rules, and a Plotly that is compiled at once."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template import engines
from django.test import override_settings

from healthkart.finders import PLOTLY, SHEETS, STYLES, OneSheet, compiled_at_once, plotly_script

IN_PRODUCTION = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}


def links() -> str:
    return engines["django"].from_string('{% include "_styles.html" %}').render()


def test_pages_name_all_sheets() -> None:
    folder = Path(str(finders.find(SHEETS[0]))).parent
    assert {path.name for path in folder.glob("*.css")} == {Path(sheet).name for sheet in SHEETS} | {"admin.css"}
    assert [links().count(f'"/static/{sheet}"') for sheet in SHEETS] == [1] * len(SHEETS)


def test_what_is_collected_is_what_a_page_asks_for(tmp_path: Path) -> None:
    ignored = ["admin", "*sidecar", "rest_*"]  # compressing them takes long
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=settings.STORAGES | IN_PRODUCTION):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=ignored)
        linked = links()
    (hashed,) = (tmp_path / STYLES).parent.glob("styles.*.css")
    assert linked.split() == ["<link", 'rel="stylesheet"', f'href="/static/healthkart/{hashed.name}">']
    rules = [Path(str(finders.find(sheet))).read_text() for sheet in SHEETS]
    assert hashed.read_text() == (tmp_path / STYLES).read_text() == "\n".join(rules)
    assert (tmp_path / PLOTLY).read_bytes() == compiled_at_once(plotly_script().read_bytes())


def test_a_change_of_any_sheet_is_a_change_of_the_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthkart.finders.CHANGED_HERE", datetime.fromtimestamp(0, tz=UTC))
    for seconds, sheet in enumerate(SHEETS):
        (tmp_path / sheet).parent.mkdir(exist_ok=True)
        (tmp_path / sheet).touch()
        os.utime(tmp_path / sheet, (1_000 - seconds, 1_000 - seconds))
    assert OneSheet(tmp_path).get_modified_time(STYLES).timestamp() == 1_000


@pytest.mark.parametrize("bundle", ["basic", "wheel"])
def test_of_plotly_two_parentheses_are_new(tmp_path: Path, bundle: str) -> None:
    with override_settings(NODE_MODULES=settings.NODE_MODULES if bundle == "basic" else tmp_path):
        source = plotly_script()
    if (bundle == "basic") != ("basic" in source.name):
        pytest.skip("npm's basic bundle is not installed")
    script = source.read_bytes()
    quicker = compiled_at_once(script)
    assert len(quicker) == len(script) + 2
    assert compiled_at_once(quicker) == quicker  # what it does not know it leaves alone
