"""What may be saved and under which name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from healthkart.analytics.labels import current_labels
from healthkart.saved_views.addresses import Place, place_at
from healthkart.saved_views.models import MOST, SavedView


class SavedViewForm(forms.ModelForm):
    """The name of a view, and whether the team sees it.

    The instance knows its owner. Run it within `one_at_a_time`: names and numbers are looked up, then written.
    """

    class Meta:
        model = SavedView
        fields = ["name", "shared"]
        error_messages = {"name": {"required": "Give the view a name."}}


class NewViewForm(SavedViewForm):
    """A view to be saved, perhaps to start from: its address must be that of a dashboard page that can be shown."""

    address = forms.CharField(max_length=4000, widget=forms.HiddenInput)
    is_start = forms.BooleanField(required=False)

    def clean_address(self) -> Place:
        place = place_at(self.cleaned_data["address"])
        if place is None:
            raise ValidationError("Only the pages of this dashboard can be saved.")
        filters = place.filters(current_labels())
        if not filters.is_valid():
            raise ValidationError([f"{name}: {why}" for name, all in filters.complaints().items() for why in all])
        return place

    def clean(self) -> dict[str, Any]:
        if SavedView.objects.of(self.instance.owner).count() >= MOST:
            raise ValidationError(f"You have {MOST} saved views, the most there can be. Delete one first.")
        return super().clean() or {}

    def save(self, commit: bool = True) -> SavedView:
        place: Place = self.cleaned_data["address"]
        self.instance.page, self.instance.arguments, self.instance.query = place.page, place.arguments, place.query
        view: SavedView = super().save(commit)
        if self.cleaned_data["is_start"]:
            view.start_for(view.owner)
        return view
