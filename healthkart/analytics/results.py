"""Scope -> rows of sums: the one place that pages, API and exports read from.

Each function asks one statement, of the pieces that the planner chose; what a page shows is folded from its rows.
Money is in paise throughout.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from healthkart.analytics.asked import UNKNOWN
from healthkart.analytics.folding import PAYOUT, Table, joined
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.analytics.statements import Question, fetched

Row = tuple[Any, ...]

LEDGER = ("payout", "paid", "payout_per_post", "paid_per_post")


def read(scope: Scope, labels: Labels, *dimensions: str) -> Table:
    """What the scope lets through, summed by the parts that carry these dimensions."""
    question = Question(scope, labels, dimensions)
    return Table(labels, question.parts, _settled(question, fetched(question.passing())))


def read_with_the_rest(scope: Scope, labels: Labels, *dimensions: str) -> Table:
    """As `read`, and what stands beside it: organic sales, and the payout that the filters drop.

    The dimensions must hold that of influencers, and none of time.
    """
    question = Question(scope, labels, dimensions, organic=True)
    influencer, first, last = question.parts.index("influencer"), len(question.parts), _last(question)
    attributed, organic = [], []
    dropped: defaultdict[str, int] = defaultdict(int)
    for row in fetched([*question.passing(), *question.dropped()]):
        if row[last]:
            dropped[row[last]] += row[first + PAYOUT]
        elif row[influencer]:
            attributed.append(row)
        else:
            organic.append(row[first:last])
    can_tell = not scope.platform and question.influencers is None  # an organic row has neither
    return Table(
        labels,
        question.parts,
        _settled(question, attributed),
        organic=Sums.total(organic) if can_tell else None,
        dropped={name: dropped[name] for name in UNKNOWN if dropped[name]},
    )


def _settled(question: Question, rows: Iterable[Row]) -> Sequence[Row]:
    """One row of the same parts, be it of several pieces, and none that comes to nothing."""
    first, last = len(question.parts), _last(question)
    return joined(rows, first) if len(question.pieces) > 1 else [row for row in rows if any(row[first:last])]


def _last(question: Question) -> int:
    return len(question.parts) + len(Sums._fields)


def payout_by_basis_and_status(scope: Scope, labels: Labels) -> Mapping[tuple[str, str], int]:
    """The payout (paise) per post and per order, paid and due."""
    rows = fetched(Question(scope, labels).passing(LEDGER))
    payout, paid, per_post, paid_per_post = (sum(column) for column in zip((0,) * len(LEDGER), *rows, strict=True))
    return {
        ("post", "paid"): paid_per_post,
        ("post", "due"): per_post - paid_per_post,
        ("order", "paid"): paid - paid_per_post,
        ("order", "due"): payout - per_post - paid + paid_per_post,
    }
