"""Scope -> rows of sums: the one place that pages, API and exports read from.

Each function asks one statement, of the pieces that the planner chose; what a page shows is folded from its rows.
Money is in paise throughout.
"""

from collections.abc import Mapping, Sequence
from itertools import compress

from healthkart.analytics.asked import UNKNOWN
from healthkart.analytics.folding import Table
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.packing import packed, unpacked
from healthkart.analytics.scope import Scope
from healthkart.analytics.statements import Question, summed
from healthkart.names import UNKNOWN_NAME

PAYOUT = Sums._fields.index("payout")
OF_PAYOUT = ("paid", "payout_per_post", "paid_per_post")  # parts of it that the grains hold beside the sums


def read(scope: Scope, labels: Labels, *dimensions: str, with_status: bool = False) -> Table:
    """What the scope lets through, summed by the parts that carry these dimensions.

    `with_status` also its payout by basis and status.
    """
    question = Question(scope, labels, dimensions)
    first = len(question.parts)
    last = first + len(Sums._fields)
    columns = summed(question, (*Sums._fields, *OF_PAYOUT) if with_status else Sums._fields)
    return Table(
        labels,
        question.parts,
        columns[:first],
        packed(columns[first:last]),
        by_basis_and_status=_by_basis_and_status(columns[first + PAYOUT], *columns[last:-1]) if with_status else {},
    )


def read_with_the_rest(scope: Scope, labels: Labels, *dimensions: str) -> Table:
    """As `read`, and what stands beside it: organic sales, and the payout that the filters drop.

    The dimensions must hold that of influencers, and none of time.
    """
    question = Question(scope, labels, dimensions, organic=True)
    influencer, first = question.parts.index("influencer"), len(question.parts)
    last = first + len(Sums._fields)
    columns = summed(question, with_dropped=True)
    whose, sums, lacking = columns[influencer], packed(columns[first:last]), columns[last]  # 0 is nobody's
    others = [(sums[place], lacking[place]) for place, who in enumerate(whose) if not who]
    organic = sum(its for its, lacks in others if not lacks)
    dropped = {lacks: unpacked(its).payout for its, lacks in others if lacks}
    # An organic row has no influencer, and no platform.
    can_tell = question.influencers is None and (not scope.platform or UNKNOWN_NAME in scope.platform)
    return Table(
        labels,
        question.parts,
        [list(compress(column, whose)) for column in columns[:first]],
        list(compress(sums, whose)),
        organic=unpacked(organic) if can_tell else None,
        dropped={name: dropped[name] for name in UNKNOWN if dropped.get(name)},
    )


def _by_basis_and_status(*of_payout: Sequence[int]) -> Mapping[tuple[str, str], int]:
    """The payout (paise) per post and per order, paid and due, from the columns of the payout and of OF_PAYOUT."""
    payout, paid, per_post, paid_per_post = map(sum, of_payout)
    return {
        ("post", "paid"): paid_per_post,
        ("post", "due"): per_post - paid_per_post,
        ("order", "paid"): paid - paid_per_post,
        ("order", "due"): payout - per_post - paid + paid_per_post,
    }
