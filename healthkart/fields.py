"""Money as the models see it."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from healthkart.names import stands_for_none

PAISE = 100

# Bounds that sums of ten million rows stay within, and that a chart over all days can show.
COUNTABLE = MaxValueValidator(10**11)
COUNTABLE_ORDERS = MaxValueValidator(10**9)
PLAUSIBLE_DAY = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2099, 12, 31))]


def a_name(value: str) -> None:
    """Refuses what stands for none: an import would not take it for a name."""
    if stands_for_none(value):
        raise ValidationError(f"{value!r} stands for none: give it a name.")


class RupeesField(models.BigIntegerField):
    """An amount of rupees, a Decimal with two places in Python and whole paise in the database.

    Integers add up exactly on every database; REAL and DECIMAL affinity on SQLite do not.
    """

    description = "Rupees, stored as whole paise"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value) / PAISE

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except InvalidOperation:
            raise ValidationError(f"{value!r} is not an amount of rupees") from None

    def get_prep_value(self, value: Any) -> int | None:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        rupees = self.to_python(value)
        return None if rupees is None else int((rupees * PAISE).to_integral_value())

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        # Straight to Field: BigIntegerField would put its bounds, which are paise, on the form.
        return models.Field.formfield(
            self, **{"form_class": forms.DecimalField, "decimal_places": 2, "max_digits": 15, "min_value": 0, **kwargs}
        )

    @property
    def validators(self) -> list[Any]:
        return []  # the form and the check constraints hold the bounds
