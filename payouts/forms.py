"""The form of a payout in the admin: nobody writes over what they have not seen."""

from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.admin.utils import display_for_field
from django.utils import timezone

from healthkart.fields import RupeesField
from payouts.models import Payout, in_rupees


class PayoutForm(forms.ModelForm):
    """A payout, and as `seen` what it was when the form was made of it.

    Run it under the writers' lock, on a payout that was read under it.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Payout
        exclude = ()  # noqa: DJ006 - the admin names the fields

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = fingerprint(self.instance)
        self.initial["seen"] = self.now

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        differs = [name for name in self.changed_data if name != "seen"]
        if self.instance.pk and cleaned.get("seen") != self.now and differs:
            self.add_error(None, last_change(self.instance))
            for name in differs:
                self.add_error(name, f"It has {self._shown(name)} now.")
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix("seen")] = self.now  # type: ignore[index] # saving again is in sight of it
        return cleaned

    def _shown(self, name: str) -> str:
        """What the payout holds: the form has not written into it yet."""
        field: Any = Payout._meta.get_field(name)
        value = getattr(self.instance, name)
        if isinstance(field, RupeesField):
            return in_rupees(value)
        return display_for_field(value, field, "nothing") if value != "" else "nothing"


def fingerprint(payout: Payout) -> str:
    """Something that is another whenever any field is."""
    fields = [(field.name, field.value_from_object(payout)) for field in Payout._meta.concrete_fields]
    return sha256(repr(fields).encode()).hexdigest()


def last_change(payout: Payout) -> str:
    """That a payout was changed, as far as its history knows when and by whom."""
    change = payout.history.first()
    when = f" on {timezone.localtime(change.history_date):%-d %b %Y, %H:%M}" if change else ""
    who = f" by {change.history_user}" if change and change.history_user else ""
    why = f" ({change.history_change_reason})" if change and change.history_change_reason else ""
    return f"This payout was changed{when}{who}{why} since you opened it; look at its history, then save again."
