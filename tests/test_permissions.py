"""`migrate` makes the groups, and gives back what is theirs."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from healthkart.permissions import PAYOUT_ADMINS, VIEWERS

pytestmark = pytest.mark.django_db


def test_a_viewer_may_see_everything_and_change_nothing(viewer: User) -> None:
    permissions = viewer.get_all_permissions()
    assert {"campaigns.view_campaign", "influencers.view_post", "payouts.view_payout"} <= permissions
    assert {permission.split(".")[1].split("_")[0] for permission in permissions} == {"view"}


def test_a_payout_admin_also_keeps_payouts_and_what_their_cost_falls_on(viewer: User, payout_admin: User) -> None:
    assert payout_admin.get_all_permissions() - viewer.get_all_permissions() == {
        "payouts.add_payout",
        "payouts.change_payout",
        "payouts.delete_payout",
        "campaigns.change_campaign",
        "influencers.change_influencer",
        "influencers.change_post",
    }


def test_a_migration_gives_back_what_is_ours_and_leaves_what_an_administrator_added() -> None:
    group = Group.objects.get(name=PAYOUT_ADMINS)
    ours = set(group.permissions.all())
    more = Group.objects.get(name=VIEWERS).permissions.model.objects.get(codename="change_brand")
    group.permissions.set([more])

    call_command("migrate", verbosity=0)

    assert set(group.permissions.all()) == ours | {more}
