"""Which rows stand behind a number. No Django here."""

import re
from dataclasses import dataclass

from healthkart.analytics.kpis import KPI, Kpi, Sums


@dataclass(frozen=True, slots=True)
class Source:
    """A list of rows, the name of its page, and the sums that are made of it."""

    name: str
    label: str
    page: str
    sums: tuple[str, ...]


SOURCES: tuple[Source, ...] = (
    Source("orders", "Orders", "rows:orders", ("revenue", "orders")),
    Source("posts", "Posts", "rows:posts", ("posts", "reach", "likes", "comments")),
    Source("payout", "Payout lines", "rows:payout", ("payout",)),
)


def sources(kpi: Kpi) -> tuple[Source, ...]:
    """The lists of rows that a KPI is made of; all of them where it is made of other KPIs."""
    sums = set(re.findall(r"[a-z]+", kpi.formula)) & set(Sums._fields)
    return tuple(source for source in SOURCES if not sums or sums & set(source.sums))


def source_of(name: str) -> Source:
    """The list that leads to a column's number, the first if there are several or it is no KPI."""
    return sources(KPI[name])[0] if name in KPI else SOURCES[0]
