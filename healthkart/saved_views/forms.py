"""What may be saved and under which name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from healthkart.analytics.labels import current_labels
from healthkart.saved_views.addresses import Place, place_at
from healthkart.saved_views.models import MOST, SavedView


class SavedViewForm(forms.ModelForm):
    """The name of a view, whether the team sees it, and whether it is its owner's start page.

    The instance knows its owner. Run it within `one_at_a_time`: names and numbers are looked up, then written.
    """

    class Meta:
        model = SavedView
        fields = ["name", "shared", "is_start"]
        error_messages = {"name": {"required": "Give the view a name."}}

    def others(self) -> Any:
        """The owner's other views."""
        return SavedView.objects.of(self.instance.owner).exclude(pk=self.instance.pk)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.others().filter(name=name).exists():
            raise ValidationError(f"There is a view named “{name}” already.")
        return name

    def save(self, commit: bool = True) -> SavedView:
        if self.cleaned_data.get("is_start"):
            self.others().update(is_start=False)
        return super().save(commit)


class NewViewForm(SavedViewForm):
    """A view to be saved: its address must be a dashboard page's, its filters such as the page answers."""

    address = forms.CharField(max_length=4000, widget=forms.HiddenInput)

    def clean_address(self) -> Place:
        place = place_at(self.cleaned_data["address"])
        if place is None:
            raise ValidationError("Only the pages of this dashboard can be saved.")
        filters = place.filters(current_labels())
        if not filters.is_valid():
            raise ValidationError([f"{name}: {why}" for name, all in filters.complaints().items() for why in all])
        return place

    def clean(self) -> dict[str, Any]:
        if self.others().count() >= MOST:
            raise ValidationError(f"You have {MOST} saved views, the most there can be. Delete one first.")
        return super().clean() or {}

    def save(self, commit: bool = True) -> SavedView:
        place: Place = self.cleaned_data["address"]
        self.instance.page, self.instance.arguments, self.instance.query = place.page, place.arguments, place.query
        return super().save(commit)
