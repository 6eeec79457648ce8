"""What was paid and what is due, by the basis of the payouts: the same on the page and in the API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from healthkart.analytics.comparison import Comparison
from healthkart.analytics.folding import Table
from healthkart.analytics.kpis import relative_change
from healthkart.analytics.labels import Labels
from healthkart.analytics.results import read
from healthkart.analytics.scope import Scope


@dataclass(frozen=True, slots=True)
class PaidAndDue:
    """The payout (paise) of a basis or of all, by its status, and that of the period compared with, if there is one.

    Of the latter only the whole: a status is that of today, and nobody kept what was due then.
    """

    paid: int
    due: int
    before: int | None = None

    @property
    def payout(self) -> int:
        return self.paid + self.due

    def of(self, status: str) -> int:
        """That of one status."""
        return self.paid if status == "paid" else self.due

    @property
    def change(self) -> float | None:
        """By which fraction of what it was the payout changed; None where there is nothing to compare."""
        return relative_change(self.payout, self.before)

    @classmethod
    def total(cls, parts: Iterable["PaidAndDue"]) -> "PaidAndDue":
        """All of them together."""
        every = list(parts)
        before = [each.before for each in every if each.before is not None]
        whole = sum(before) if before and len(before) == len(every) else None
        return cls(sum(each.paid for each in every), sum(each.due for each in every), whole)


def payouts_by_basis(scope: Scope, labels: Labels, against: Comparison | None = None) -> Mapping[str, PaidAndDue]:
    """The payout of each basis that has any, in these days or in those compared with: one statement, two to compare."""
    base = read(against.base, labels, with_status=True) if against and against.base else None
    return by_basis(read(scope, labels, with_status=True), base)


def by_basis(table: Table, base: Table | None = None) -> Mapping[str, PaidAndDue]:
    """The payout of each basis that has any, from tables that were read with it."""
    now, then = table.by_basis_and_status, base.by_basis_and_status if base else None
    found = {
        basis: PaidAndDue(
            now[basis, "paid"], now[basis, "due"], then[basis, "paid"] + then[basis, "due"] if then else None
        )
        for basis in dict.fromkeys(basis for basis, _ in now)
    }
    return {basis: each for basis, each in found.items() if each.payout or each.before}
