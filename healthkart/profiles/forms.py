"""What the pages of one influencer, campaign or brand understand beside the shared filters: places in their lists."""

from django import forms
from django.core.exceptions import ValidationError

from healthkart.dashboard.page_form import PageForm
from healthkart.rows.newest import Place, is_payout_of

LARGEST_ID = 10**18 - 1


class PlaceField(forms.CharField):
    """A place in a list, newest rows first, as the link to the older rows has it."""

    def clean(self, value: str | None) -> Place | None:
        text = super().clean(value)
        try:
            return Place.of(text) if text else None
        except ValueError:
            raise ValidationError("This is no place in the list: follow its links.") from None


class ProfileForm(PageForm):
    """The shared filters, and where the lists of posts and of payout lines begin."""

    places: tuple[str, ...] = ("posts_before", "lines_before")
    posts_before = PlaceField(required=False)
    lines_before = PlaceField(required=False)


class CampaignForm(ProfileForm):
    own = "campaign"


class BrandForm(ProfileForm):
    own = "brand"


class InfluencerForm(ProfileForm):
    """Also where the list of payouts begins, and the one (by id) whose lines are shown alone."""

    own = "influencer"
    places = (*ProfileForm.places, "payouts_before")
    passing = ("payout",)
    payouts_before = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    payout = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)

    def clean_payout(self) -> int | None:
        payout: int | None = self.cleaned_data["payout"]
        if payout and not is_payout_of(self.named["code"], payout):
            raise ValidationError(f"No payout of this influencer has the id {payout}.")
        return payout
