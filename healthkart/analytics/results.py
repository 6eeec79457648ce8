"""Scope -> rows of sums: the one place that pages, API and exports read from.

Each function asks one statement, of the pieces that the planner chose; what a page shows is folded from its rows.
Money is in paise throughout.
"""

from collections.abc import Mapping

from healthkart.analytics.asked import UNKNOWN
from healthkart.analytics.folding import PAYOUT, Table
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.analytics.statements import Question, summed

LEDGER = ("payout", "paid", "payout_per_post", "paid_per_post")


def read(scope: Scope, labels: Labels, *dimensions: str) -> Table:
    """What the scope lets through, summed by the parts that carry these dimensions."""
    question = Question(scope, labels, dimensions)
    return Table.of(labels, question.parts, summed(question))


def read_with_the_rest(scope: Scope, labels: Labels, *dimensions: str) -> Table:
    """As `read`, and what stands beside it: organic sales, and the payout that the filters drop.

    The dimensions must hold that of influencers, and none of time.
    """
    question = Question(scope, labels, dimensions, organic=True)
    influencer, first = question.parts.index("influencer"), len(question.parts)
    last = first + len(Sums._fields)
    rows = summed(question, with_dropped=True)
    attributed = [row for row in rows if row[influencer]]
    others = [row for row in rows if not row[influencer]]
    organic = [row[first:last] for row in others if not row[last]]
    dropped = {row[last]: row[first + PAYOUT] for row in others if row[last]}
    can_tell = not scope.platform and question.influencers is None  # an organic row has neither
    return Table.of(
        labels,
        question.parts,
        attributed,
        organic=Sums.total(organic) if can_tell else None,
        dropped={name: dropped[name] for name in UNKNOWN if dropped.get(name)},
    )


def payout_by_basis_and_status(scope: Scope, labels: Labels) -> Mapping[tuple[str, str], int]:
    """The payout (paise) per post and per order, paid and due."""
    question = Question(scope, labels)
    rows = summed(question, LEDGER)
    payout, paid, per_post, paid_per_post = rows[0][: len(LEDGER)] if rows else (0,) * len(LEDGER)
    return {
        ("post", "paid"): paid_per_post,
        ("post", "due"): per_post - paid_per_post,
        ("order", "paid"): paid - paid_per_post,
        ("order", "due"): payout - per_post - paid + paid_per_post,
    }
