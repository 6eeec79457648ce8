"""Payouts of a scope that do not reconcile: read from the payouts, for results keep only where cost falls."""

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum

from healthkart.analytics.asked import asked_of, influencers_asked
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.fields import PAISE
from healthkart.insights.owed import Found
from payouts.models import Payout, PayoutLine
from payouts.querysets import PayoutQuerySet

LARGEST = 10  # influencers that a view of the largest shows


def payouts_in(scope: Scope, labels: Labels) -> PayoutQuerySet:
    """The payouts of which the filters let any cost through, each of them whole."""
    payouts: PayoutQuerySet = Payout.objects.order_by()
    if (influencers := influencers_asked(scope)) is not None:
        payouts = payouts.filter(influencer__in=influencers)
    asked = asked_of(scope, labels, of_products=True)
    if not (asked or scope.has_dates):
        return payouts
    lines = PayoutLine.objects.filter(*(part.passes_of_rows() for part in asked.values()), payout=OuterRef("pk"))
    if scope.date_from:
        lines = lines.filter(date__gte=scope.date_from)
    if scope.date_to:
        lines = lines.filter(date__lte=scope.date_to)
    return payouts.filter(Exists(lines))


def influencers_due(payouts: PayoutQuerySet) -> int:
    """To how many influencers something is due; where nothing is, how many were paid."""
    something = payouts.filter(total__gt=0).values("influencer").distinct()
    return something.filter(status=Payout.Status.DUE).count() or something.count()


def unassigned(payouts: PayoutQuerySet) -> tuple[Found, tuple[str, ...]]:
    """The payouts without any post or order, and the influencers (codes) with the largest of them."""
    return _found(payouts.unassigned(), "total")


def not_as_declared(payouts: PayoutQuerySet) -> tuple[Found, tuple[str, ...]]:
    """The payouts whose total is not rate × units, and the influencers (codes) with the largest differences."""
    return _found(payouts.not_as_declared(), "apart")


def _found(payouts: PayoutQuerySet, amount: str) -> tuple[Found, tuple[str, ...]]:
    beyond = payouts.with_gap()
    sums = beyond.aggregate(
        payouts=Count("pk"),
        last=Max("pk"),
        influencers=Count("influencer", distinct=True),
        total=Sum("total"),
        over=Sum("gap", filter=Q(gap__gt=0)),
        under=Sum("gap", filter=Q(gap__lt=0)),
    )
    if not sums["payouts"]:
        return Found(), ()
    largest = beyond.values("influencer__code").annotate(most=Sum(amount)).order_by("-most", "influencer__code")
    codes = tuple(largest.values_list("influencer__code", flat=True)[:LARGEST])
    return Found(
        payouts=sums["payouts"],
        influencers=sums["influencers"],
        total=int(sums["total"] * PAISE),
        over=int(sums["over"] or 0),
        under=-int(sums["under"] or 0),
        payout=sums["last"] if sums["payouts"] == 1 else None,
    ), codes
