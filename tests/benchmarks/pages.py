"""The three pages: how their numbers are made, and how long that takes us and the rivals."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.http import QueryDict

from campaigns.selectors import campaign_overview
from healthkart.analytics.labels import Labels, current_labels
from healthkart.analytics.periods import Interval, fitting_interval
from healthkart.analytics.scope import Scope
from healthkart.analytics.transactions import snapshot
from healthkart.dashboard.filters import ScopeForm
from healthkart.garbage import collect_seldom
from influencers.filters import InsightsForm
from influencers.selectors import influencer_insights
from payouts.filters import AnalysisForm
from payouts.selectors import payout_analysis
from tests.benchmarks.filters import filter_sets
from tests.benchmarks.rivals.duck import Duck
from tests.benchmarks.rivals.frames import Frames
from tests.benchmarks.timing import usually
from tests.benchmarks.visuals import Visual, visuals
from tests.benchmarks.worlds import LoadedWorld


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name, its address, and what makes its numbers."""

    name: str
    path: str
    form: type[ScopeForm]
    select: Callable[..., Any]


PAGES = (
    Page("Campaign Overview", "/campaigns/", ScopeForm, campaign_overview),
    Page("Influencer Insights", "/influencers/", InsightsForm, influencer_insights),
    Page("ROI & Payout Analysis", "/payouts/", AnalysisForm, payout_analysis),
)


@dataclass(frozen=True, slots=True)
class Times:
    """How long one page took under one set of filters, in seconds; None where it was not asked."""

    events: int
    page: str
    filters: str
    ours: float
    duckdb: float
    pandas: float | None

    def __str__(self) -> str:
        return f"{self.page}, {self.filters}: {self.rivals}"

    @property
    def rivals(self) -> str:
        """All times in one line."""
        pandas = "" if self.pandas is None else f", pandas {self.pandas * 1000:.0f}"
        return f"ours {self.ours * 1000:.1f}, DuckDB {self.duckdb * 1000:.1f}{pandas} ms"


def numbers(page: Page, query: str) -> Any:
    """A page's numbers from its query string, as a request makes them."""
    with snapshot():
        labels = current_labels()
        form = page.form(QueryDict(query), labels)
        if not form.is_valid():
            raise ValueError(f"{query} is refused: {form.complaints()}")
        return page.select(form.scope(), labels, **form.options())


def chosen_filters(tracking: Path) -> dict[str, Scope]:
    """The sets of filters for the world in the database."""
    return filter_sets(Duck(tracking, current_labels()).most)


def measured(world: LoadedWorld, sets: Mapping[str, Scope], with_pandas: bool) -> list[Times]:
    """Every page under every set of filters; raises ValueError where DuckDB has other numbers."""
    labels = current_labels()
    duck = Duck(world.tracking, labels).complete()
    frames = Frames(world.folder, labels) if with_pandas else None
    found = []
    collect_seldom()  # as a web worker does
    for name, scope in sets.items():
        agree(duck, scope)
        interval = shown_interval(scope, labels)
        for page in PAGES:
            asked = visuals(page.name, scope)
            ours = usually(partial(numbers, page, scope.query_string()))
            duckdb = usually(partial(answers, duck, asked, scope, interval))
            pandas = usually(partial(frames.answer, asked, scope, interval), least=1, most=3) if frames else None
            found.append(Times(world.events, page.name, name, ours, duckdb, pandas))
            sys.stderr.write(f"  {found[-1]}\n")
    return found


def answers(duck: Duck, asked: Sequence[Visual], scope: Scope, interval: Interval) -> None:
    for visual in asked:
        duck.answer(visual, scope, interval)


def agree(duck: Duck, scope: Scope) -> None:
    """Ours and DuckDB's revenue, orders and payout (paise) are the same; ValueError if not."""
    names = ("revenue", "orders", "payout")
    cards = {card.kpi.name: card.value for card in numbers(PAGES[0], scope.query_string()).cards}
    ours = tuple(cards[name] for name in names)
    (row,) = duck.answer(Visual(names), scope, "month")
    theirs = tuple(value or 0 for value in row)
    if ours != theirs:
        raise ValueError(f"{names} are {ours} on the page and {theirs} in DuckDB for {scope.query_string() or 'all'}")


def shown_interval(scope: Scope, labels: Labels) -> Interval:
    """The interval that a page chooses for its trends."""
    first, last = scope.date_from or labels.first_day, scope.date_to or labels.last_day
    return fitting_interval(first, last) if first and last else "month"
