"""Who may do what, in one place: whoever is logged in reads everything, model permissions say who writes."""

from typing import Any, Literal, TypeVar

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.db.models import Model, QuerySet
from rest_framework.permissions import DjangoModelPermissions

Row = TypeVar("Row", bound=Model)

PAYOUT_ADMINS = "Payout admins"
VIEWERS = "Viewers"


def grant_to_groups(app_config: AppConfig, using: str, apps: Apps = installed, **signal: Any) -> None:
    """Give the two groups their permissions on one app's models; sent after `migrate`, once for each app.

    Whatever else an administrator grants them stays; what is ours comes back with the next migrate.
    """
    if app_config.label not in ("analytics", "campaigns", "influencers", "payouts"):
        return
    try:
        Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:  # `migrate campaigns` on an empty database: the groups come with the rest
        return
    of_app = Permission.objects.using(using).filter(content_type__app_label=app_config.label)
    view = of_app.filter(codename__startswith="view_")
    payouts = of_app.filter(content_type__model="payout")
    # What a payout's cost falls on: who keeps payouts also places posts, and dates campaigns.
    places = of_app.filter(codename__in=["change_post", "change_campaign", "change_influencer"])
    for name, granted in (
        (VIEWERS, view),
        (PAYOUT_ADMINS, view | payouts | places),
    ):
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*granted)


def kept_by(person: Any, rows: QuerySet[Row], action: Literal["change", "delete"]) -> QuerySet[Row]:
    """The rows with an `owner` that this person may change or delete: their own; all for staff whom the model lets."""
    model = rows.model._meta
    if person.is_staff and person.has_perm(f"{model.app_label}.{action}_{model.model_name}"):
        return rows
    return rows.filter(owner=person)


class ReadAllWriteByModel(DjangoModelPermissions):
    """The API: logged-in people read, and write where they have the model's add, change or delete permission.

    What nobody can write is answered with 405, whoever asks.
    """

    def has_permission(self, request, view):  # type: ignore[no-untyped-def]
        if not (request.user and request.user.is_authenticated):
            return False
        if request.method in ("GET", "HEAD", "OPTIONS") or request.method not in view.allowed_methods:
            return True
        return super().has_permission(request, view)
