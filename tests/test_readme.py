"""The README says what the code does."""

import re
from pathlib import Path

from healthkart.analytics.kpis import KPIS
from healthkart.analytics.scope import DIMENSIONS
from influencers.models import INFLUENCER_TYPES

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_glossary_is_the_kpis() -> None:
    table = README.partition("| KPI | formula | meaning |\n|---|---|---|\n")[2].partition("\n\n")[0]
    assert table.splitlines() == [f"| {kpi.label} | {kpi.formula} | {kpi.help} |" for kpi in KPIS]


def test_the_influencer_types_are_the_models() -> None:
    (named,) = re.findall(r"Influencer types by followers: ([^.]+)\.", " ".join(README.split()))
    assert named == ", ".join(
        f"{name} from {least:,}" if least else f"{name} below" for name, least in INFLUENCER_TYPES
    )


def test_every_filter_is_named() -> None:
    assert [dimension.name for dimension in DIMENSIONS if f"`{dimension.name}`" not in README] == []


def test_the_commands_and_folders_it_names_are_there() -> None:
    root = Path(__file__).parent.parent
    commands = {path.stem for path in (root / "healthkart/management/commands").glob("[a-z]*.py")}
    named = set(re.findall(r"manage\.py (demo|[a-z]+_data|rebuild_results)", README))
    assert named <= commands
    folders = re.findall(r"^([a-z_]+/[a-z_/.]*) {2,}", README, re.MULTILINE)
    assert folders
    assert [folder for folder in folders if not (root / folder).exists()] == []
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert [picture for picture in pictures if not (root / picture).exists()] == []
