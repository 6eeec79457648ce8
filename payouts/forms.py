"""The form of a payout in the admin: nobody writes over what they have not seen."""

from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.admin.utils import display_for_field
from django.utils import timezone

from healthkart.analytics.periods import in_words
from healthkart.fields import RupeesField
from payouts.models import Payout, in_rupees


class Fingerprint(forms.CharField):
    """What a payout was; never a change of it."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class PayoutForm(forms.ModelForm):
    """A payout, or an earlier version of it to be brought back, and as `seen` what is stored as the form is made.

    Run it under the writers' lock.
    """

    seen = Fingerprint(required=False)

    class Meta:
        model = Payout
        exclude = ()  # noqa: DJ006 - the admin names the fields

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = Payout.objects.filter(pk=self.instance.pk).first()
        self.initial["seen"] = fingerprint(self.stored) if self.stored else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        stored, seen = self.stored, self.initial["seen"]
        if stored is None or cleaned.get("seen") == seen:
            return cleaned
        fields = [name for name in self.fields if name != "seen"]
        if differs := [name for name in fields if cleaned.get(name) != getattr(stored, name)]:
            self.add_error(None, last_change(stored))
            for name in differs:
                self.add_error(name, f"It has {shown(stored, name)} now.")
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix("seen")] = seen  # type: ignore[index] # saving again is in sight of it
        return cleaned


def fingerprint(payout: Payout) -> str:
    """Something that is another whenever any field is."""
    fields = [(field.name, field.value_from_object(payout)) for field in Payout._meta.concrete_fields]
    return sha256(repr(fields).encode()).hexdigest()


def shown(payout: Payout, name: str) -> str:
    """A field of a payout as people read it."""
    field: Any = Payout._meta.get_field(name)
    value = getattr(payout, name)
    if isinstance(value, date):
        return in_words(value, value)
    if isinstance(field, RupeesField):
        return in_rupees(value)
    return str(display_for_field(value, field, "nothing")) if value != "" else "nothing"


def last_change(payout: Payout) -> str:
    """That a payout was changed, as far as its history knows when and by whom."""
    change = payout.history.first()
    when = f" on {timezone.localtime(change.history_date):%-d %b %Y, %H:%M}" if change else ""
    who = f" by {change.history_user}" if change and change.history_user else ""
    why = f" ({change.history_change_reason})" if change and change.history_change_reason else ""
    return f"This payout was changed{when}{who}{why} since you opened it; look at its history, then save again."
