"""Views that people named: a page and its filters, their own or shared with the team."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import NoReverseMatch, reverse

MOST = 50  # per person: a menu of more is not read
PAGES = {
    "campaigns:overview": "Campaign overview",
    "campaigns:campaign": "Campaign",
    "brand": "Brand",
    "influencers:insights": "Influencer insights",
    "influencers:influencer": "Influencer",
    "payouts:analysis": "ROI and payouts",
    "insights:summary": "Insights",
    "rows:orders": "Tracked orders",
    "rows:posts": "Posts",
    "rows:payout": "Payout lines",
}


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def of(self, owner: User) -> Self:
        """The views that this person saved."""
        return self.filter(owner=owner)

    def open_to(self, reader: User) -> Self:
        """What this person may open: their own and what others share. `is_start` marks the one they start from."""
        starts = StartPage.objects.filter(reader=reader, view=OuterRef("pk"))
        return self.filter(Q(owner=reader) | Q(shared=True)).annotate(is_start=Exists(starts)).select_related("owner")

    def start_of(self, reader: User) -> "SavedView | None":
        """The view that this person starts from, if there is one that they may open."""
        return self.open_to(reader).filter(is_start=True).first()


class SavedView(models.Model):
    """A named view: the page as the name of its address, so that nothing but our own pages can be opened."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    page = models.CharField(max_length=100, editable=False)
    arguments = models.JSONField(default=dict, blank=True, editable=False)
    query = models.CharField(max_length=4000, blank=True, editable=False)
    shared = models.BooleanField("Share with the team", default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_view_of_a_name_per_owner"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page with its filters; the list of views, which says so, if the page is no longer there."""
        try:
            path = reverse(self.page, kwargs=self.arguments)
        except NoReverseMatch:
            return reverse("saved_views:list")
        return f"{path}?{self.query}" if self.query else path

    def clean(self) -> None:
        """A name is taken once by its owner, also in forms that do not ask for the owner."""
        if SavedView.objects.of(self.owner).exclude(pk=self.pk).filter(name=self.name).exists():
            raise ValidationError({"name": f"There is a view named “{self.name}” already."})

    def start_for(self, reader: User) -> None:
        """Let this person start here, and no longer elsewhere."""
        StartPage.objects.update_or_create(reader=reader, defaults={"view": self})

    @property
    def page_name(self) -> str:
        """The page in words."""
        return " ".join([PAGES.get(self.page, self.page), *map(str, self.arguments.values())])


class StartPage(models.Model):
    """Where a person starts: a view of their own, or one of the team's for as long as it is shared."""

    reader = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True)
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return f"{self.view} of {self.reader}"
