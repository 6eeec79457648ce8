"""Payouts: a list that payout admins can write."""

from copy import copy
from typing import Any

import django_filters
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as Invalid
from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet
from rest_framework import mixins, serializers
from rest_framework.settings import api_settings

from healthkart.analytics import rollups
from healthkart.analytics.labels import current_labels
from healthkart.analytics.transactions import changing
from healthkart.api.lists import (
    DayFilter,
    DaysFilterSet,
    ListOnly,
    NamesFilter,
    OfInfluencer,
    OfProduct,
    PartFilter,
    PeriodFilter,
    rupees_field,
)
from healthkart.downloads.strands import MOST, strands
from payouts.ledger import stale_lines
from payouts.models import Payout, PayoutLine


def related(name: str) -> QuerySet[Any]:
    """What a payout can point to, without this app knowing the others."""
    field: Any = Payout._meta.get_field(name)
    queryset: QuerySet[Any] = field.related_model._default_manager.all()
    return queryset


class NameField(serializers.SlugRelatedField):
    """Refers to a row by its name; a name that no database can hold is one that is not there."""

    def to_internal_value(self, data: Any) -> Any:
        if "\0" in str(data):
            self.fail("does_not_exist", slug_name=self.slug_field, value=data)
        return super().to_internal_value(data)


class PayoutSerializer(serializers.ModelSerializer):
    influencer = NameField("code", queryset=related("influencer"))
    campaign = NameField("name", queryset=related("campaign"), allow_null=True, required=False)
    rate = rupees_field()
    total = rupees_field()

    class Meta:
        model = Payout
        fields = [
            "id", "reference", "influencer", "basis", "rate", "units", "total",
            "campaign", "first_day", "last_day", "status", "paid_on",
        ]  # fmt: skip

    def to_internal_value(self, data: Any) -> Any:
        """What it does not know is refused by name: a misspelt field would be a payout that covers everything."""
        understood = super().to_internal_value(data)  # refuses what is no object at all
        if unknown := {name: ["There is no such field."] for name in data if name not in self.fields}:
            raise serializers.ValidationError(unknown)
        return understood

    def validate(self, attributes: dict[str, Any]) -> dict[str, Any]:
        """The model's own rules, constraints included: the admin form and the API refuse the same things."""
        payout = copy(self.instance) if self.instance else Payout()
        for name, value in attributes.items():
            setattr(payout, name, value)
        try:
            payout.full_clean()
        except Invalid as error:
            general = api_settings.NON_FIELD_ERRORS_KEY
            raise serializers.ValidationError(
                {general if name == NON_FIELD_ERRORS else name: why for name, why in error.message_dict.items()}
            ) from error
        return {name: getattr(payout, name) for name in attributes}


class PayoutFilters(OfInfluencer):
    """Payouts by what they name; by day those that may cover any of the days asked for (inclusive).

    A payout that names no first or last day is open at that end. `basis` is the payout's own.
    """

    campaign = PartFilter("campaign")
    brand = NamesFilter("brand", "campaign__brand__name")
    platform = NamesFilter("platform", "influencer__platform")
    basis = NamesFilter("basis", "basis")  # type: ignore[assignment]
    status = django_filters.ChoiceFilter(choices=Payout.Status)
    date_from = DayFilter("last_day", "gte", "First day", or_open=True)
    date_to = DayFilter("first_day", "lte", "Last day", or_open=True)
    period = PeriodFilter()


class PayoutList(mixins.CreateModelMixin, mixins.UpdateModelMixin, mixins.DestroyModelMixin, ListOnly):
    """Payouts. Whoever may change them here changes ledger and results in the same transaction."""

    queryset = Payout.objects.order_by("-id").select_related("influencer", "campaign")
    serializer_class = PayoutSerializer
    filterset_class = PayoutFilters

    # From before the payout is read and checked: what another writer does meanwhile would be written over.
    create = changing()(mixins.CreateModelMixin.create)
    update = changing()(mixins.UpdateModelMixin.update)
    destroy = changing()(mixins.DestroyModelMixin.destroy)

    def perform_create(self, serializer: Any) -> None:
        rollups.update(stale_lines([serializer.save()]))

    def perform_update(self, serializer: Any) -> None:
        before = stale_lines(Payout.objects.filter(pk=serializer.instance.pk))
        rollups.update(before | stale_lines([serializer.save()]))

    def perform_destroy(self, instance: Payout) -> None:
        instance.delete()
        rollups.update(stale_lines([instance]))


class PayoutLineSerializer(serializers.ModelSerializer):
    payout = serializers.IntegerField(source="payout_id", read_only=True)
    reference = serializers.CharField(source="payout.reference")
    influencer = serializers.CharField(source="payout.influencer.code")
    basis = serializers.CharField(source="payout.basis", help_text="Of the payout: post or order.")
    status = serializers.CharField(source="payout.status", help_text="Of the payout: due or paid.")
    campaign = serializers.CharField(source="campaign.name", allow_null=True, default=None)
    brand = serializers.CharField(source="product.brand.name", allow_null=True, default=None)
    product = serializers.CharField(source="product.name", allow_null=True, default=None)
    amount = rupees_field()

    class Meta:
        model = PayoutLine
        fields = [
            "id", "payout", "reference", "influencer", "basis", "status", "date",
            "campaign", "brand", "product", "platform", "units", "amount",
        ]  # fmt: skip


class PayoutLineFilters(OfProduct, OfInfluencer, DaysFilterSet):
    """Lines by where the cost falls, and by whose it is; `basis` is the influencer's, as on the pages."""

    platform = NamesFilter("platform", "platform")
    status = django_filters.ChoiceFilter("payout__status", choices=Payout.Status)

    def strands(self) -> list[QuerySet[Any]]:
        """By campaign or product, which lines have indexes by; of few influencers perhaps from their payouts."""
        asked = self.asked()
        whose = asked.pop("influencer", None)
        found = strands(self.qs, asked, current_labels()) if asked else [self.qs]
        if whose is None:
            return found
        if not asked or len(whose) <= MOST:
            return [rows.filter(payout__influencer__in=whose) for rows in found]
        # An expression, for no index may be taken that would leave the rows to be sorted.
        own = ExpressionWrapper(F("payout__influencer_id") + 0, BigIntegerField())
        return [rows.alias(whose=own).filter(whose__in=sorted(whose)) for rows in found]


class PayoutLineList(ListOnly):
    """The ledger: each payout's cost by day, campaign, product and platform; last the lines that have no day."""

    queryset = PayoutLine.objects.order_by(F("date").desc(nulls_last=True), "-id").select_related(
        "payout__influencer", "campaign", "product__brand"
    )
    serializer_class = PayoutLineSerializer
    filterset_class = PayoutLineFilters
