"""The newest posts and payout lines of a scope, a page at a time: the rows behind its results, read by index."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Generic, NamedTuple, Self, TypeVar

from django.db.models import BigIntegerField, DateField, F, QuerySet, Sum, Value
from django.db.models.lookups import LessThan

from healthkart.analytics.asked import asked_of, influencers_asked
from healthkart.analytics.labels import Labels, current_labels
from healthkart.analytics.periods import following
from healthkart.analytics.scope import Scope
from healthkart.analytics.transactions import snapshot
from healthkart.dashboard.reading import Reading
from healthkart.pagination import Together
from healthkart.rows.records import (
    LINE_FIELDS,
    POST_FIELDS,
    LineRow,
    PayoutRow,
    PostRow,
    line_row,
    payout_row,
    post_row,
)
from influencers.models import Post
from payouts.models import Payout, PayoutLine

POSTS, LINES, PAYOUTS = 10, 25, 20  # a page
ROWS_AT_ONCE = 2_000  # of a file
NO_DAY = "none"
Days = tuple[date, date]  # from the first to before the second
Made = TypeVar("Made")
_PLACE = re.compile(rf"(\d{{4}}-\d\d-\d\d|{NO_DAY})\.(\d{{1,18}})")


class Place(NamedTuple):
    """A row's place among the newest: its day (None for rows without one, which come last) and its id."""

    day: date | None
    id: int

    def __str__(self) -> str:
        return f"{self.day or NO_DAY}.{self.id}"

    @classmethod
    def of(cls, text: str) -> Self:
        """From what str() gave; raises ValueError for anything else."""
        if not (found := _PLACE.fullmatch(text)):
            raise ValueError(f"{text!r} is no place in a list")
        day, number = found.groups()
        return cls(None if day == NO_DAY else date.fromisoformat(day), int(number))


@dataclass(frozen=True, slots=True)
class Newest(Generic[Made]):
    """A page of a list, and where the next one begins; none where this is the last."""

    rows: tuple[Made, ...]
    older: str = ""


def newest_posts(reading: Reading, before: Place | None = None) -> Newest[PostRow]:
    """The newest posts of a reading's scope, or those before a place."""
    rows = _posts(reading.scope, reading.labels)
    found = _page(rows, _days_with(reading, "posts"), before, POSTS, POST_FIELDS)
    return Newest(tuple(post_row(row, reading.labels) for row in found[:POSTS]), _older(found, POSTS))


def all_posts(scope: Scope) -> Iterator[PostRow]:
    """All posts of a scope, the newest first."""
    return _all(_posts, scope, POST_FIELDS, post_row)


def newest_lines(reading: Reading, before: Place | None = None, payout: int | None = None) -> Newest[LineRow]:
    """The newest payout lines of a reading's scope (those of one payout if it is named), or those before a place."""
    rows = _lines(reading.scope, reading.labels, payout)
    found = _page(rows, _days_with(reading, "payout"), before, LINES, LINE_FIELDS)
    return Newest(tuple(line_row(row, reading.labels) for row in found[:LINES]), _older(found, LINES))


def all_lines(scope: Scope, payout: int | None = None) -> Iterator[LineRow]:
    """All payout lines of a scope, or those of one payout, the newest first."""
    return _all(partial(_lines, payout=payout), scope, LINE_FIELDS, line_row)


def newest_payouts(scope: Scope, labels: Labels, influencer: str, before: int | None = None) -> Newest[PayoutRow]:
    """The payouts of an influencer (by code), the last made first, or those before an id; all that it has."""
    rows = Payout.objects.filter(influencer__code=influencer).order_by("-id")
    found = list((rows.filter(id__lt=before) if before else rows)[: PAYOUTS + 1])
    shown = _payouts(found[:PAYOUTS], scope, labels)
    return Newest(shown, str(shown[-1].id) if len(found) > PAYOUTS else "")


def all_payouts(scope: Scope, labels: Labels, influencer: str) -> tuple[PayoutRow, ...]:
    """All payouts of an influencer (by code), the last made first."""
    return _payouts(Payout.objects.filter(influencer__code=influencer).order_by("-id"), scope, labels)


def payouts_from(influencer: str, payout: int) -> int | None:
    """Before which id a list of an influencer's (by code) payouts begins that shows this one; None for all of them."""
    newer = Payout.objects.filter(influencer__code=influencer, id__gt=payout).count()
    return payout + 1 if newer >= PAYOUTS else None


def _payouts(payouts: Iterable[Payout], scope: Scope, labels: Labels) -> tuple[PayoutRow, ...]:
    """These payouts, and what of each falls within the scope."""
    shown = list(payouts)
    lines = _within(PayoutLine.objects.order_by(), scope.without("influencer"), labels, "payout__influencer_id")
    within: Mapping[int, Any] = dict(
        lines.filter(payout__in=[payout.pk for payout in shown]).values_list("payout").annotate(Sum("amount"))
    )
    return tuple(payout_row(payout, within.get(payout.pk, 0), labels) for payout in shown)


def is_payout_of(influencer: str, payout: int) -> bool:
    """Whether the payout of this id is one of the influencer (by code)."""
    return Payout.objects.filter(pk=payout, influencer__code=influencer).exists()


def _posts(scope: Scope, labels: Labels) -> QuerySet[Any]:
    return _within(Post.objects.order_by(), scope, labels, "influencer_id")


def _lines(scope: Scope, labels: Labels, payout: int | None = None) -> QuerySet[Any]:
    rows = _within(PayoutLine.objects.order_by(), scope, labels, "payout__influencer_id")
    return rows.filter(payout=payout) if payout else rows


def _within(rows: QuerySet[Any], scope: Scope, labels: Labels, influencer: str) -> QuerySet[Any]:
    """The rows that a scope's results are made of; `influencer` is the column of whose they are."""
    rows = rows.filter(*(asked.passes_of_rows() for asked in asked_of(scope, labels, of_products=True).values()))
    if (whose := influencers_asked(scope)) is not None:
        rows = rows.filter(**{f"{influencer}__in": whose})
    if scope.date_from:
        rows = rows.filter(date__gte=scope.date_from)
    return rows.filter(date__lte=scope.date_to) if scope.date_to else rows


def _days_with(reading: Reading, measure: str) -> Days | None:
    """From which day to before which the results have any: an index by day is read no further."""
    known = [day for (day,), sums in reading.by_time.by(reading.interval).items() if day and getattr(sums, measure)]
    return (min(known), following(max(known), reading.interval)) if known else None


def _page(
    rows: QuerySet[Any], days: Days | None, before: Place | None, count: int, columns: Sequence[str]
) -> list[dict[str, Any]]:
    """So many rows and one more, newest first, those without a day last; none has a day outside of `days`."""
    dated, undated = rows.none(), rows.filter(date__isnull=True)
    if days:
        dated = rows.filter(date__gte=days[0], date__lt=days[1])
    if before and before.day:
        place = Together(Value(before.day, DateField()), Value(before.id, BigIntegerField()))
        dated = dated.filter(LessThan(Together(F("date"), F("id")), place))
    elif before:
        dated, undated = dated.none(), undated.filter(id__lt=before.id)
    found = list(dated.order_by("-date", "-id").values(*columns)[: count + 1])
    if len(found) > count or not rows.model._meta.get_field("date").null:
        return found
    return [*found, *undated.order_by("-id").values(*columns)[: count + 1 - len(found)]]


def _all(
    rows: Callable[[Scope, Labels], QuerySet[Any]],
    scope: Scope,
    columns: Sequence[str],
    made: Callable[[Mapping[str, Any], Labels], Made],
) -> Iterator[Made]:
    """All rows in the order of the pages, read in one snapshot as they are asked for."""
    with snapshot():
        labels = current_labels()
        newest_first = rows(scope, labels).order_by(F("date").desc(nulls_last=True), "-id").values(*columns)
        for row in newest_first.iterator(chunk_size=ROWS_AT_ONCE):
            yield made(row, labels)


def _older(found: Sequence[Mapping[str, Any]], count: int) -> str:
    return str(Place(found[count - 1]["date"], found[count - 1]["id"])) if len(found) > count else ""
