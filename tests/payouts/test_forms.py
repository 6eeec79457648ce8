"""Nobody writes over a payout that has changed since the form of it was opened."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from healthkart.analytics import proof
from payouts.models import Payout
from tests.conftest import logged_in
from tests.worlds import small_world

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/payouts/payout/1/change/"  # 400 rupees, paid


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    small_world()


@pytest.fixture
def other(payout_admin: User) -> Client:
    """Another payout admin."""
    asha = User.objects.create_user("asha", is_staff=True)
    asha.groups.set(payout_admin.groups.all())
    return logged_in(asha)


def opened(client: Client, address: str = ADDRESS) -> dict[str, Any]:
    """The fields of the form as it stands."""
    return fields(client.get(address))


def fields(response: Any) -> dict[str, Any]:
    form = response.context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {name: [str(each) for each in found] for name, found in response.context["adminform"].form.errors.items()}


def changed(name: str = "total") -> Any:
    return getattr(Payout.objects.get(pk=1), name)


def test_what_another_admin_changed_is_shown_and_not_written_over(payout_admin_client: Client, other: Client) -> None:
    mine, others = opened(payout_admin_client), opened(other)
    assert other.post(ADDRESS, others | {"total": "800", "campaign": 1}).status_code == 302
    response = payout_admin_client.post(ADDRESS, mine | {"reference": "R1"})
    said = errors(response)
    (why,) = said.pop("__all__")
    assert why.startswith("This payout was changed on ")
    assert why.endswith(" by asha since you opened it; look at its history, then save again.")
    assert said == {
        "reference": ["It has nothing now."],
        "total": ["It has ₹800.00 now."],
        "campaign": ["It has Gritzo_Campaign_Jan_2025 now."],
    }
    assert why in response.content.decode()
    assert (changed(), changed("reference")) == (800, "")

    assert payout_admin_client.post(ADDRESS, fields(response) | {"total": "800"}).status_code == 302
    assert (changed(), changed("reference"), changed("campaign")) == (800, "R1", None)
    assert proof.differences() == []


def test_a_change_after_the_complaint_is_another(payout_admin_client: Client, other: Client) -> None:
    mine = opened(payout_admin_client) | {"total": "500"}
    for total in ("800", "900"):
        assert other.post(ADDRESS, opened(other) | {"total": total}).status_code == 302
        response = payout_admin_client.post(ADDRESS, mine)
        assert errors(response)["total"] == [f"It has ₹{total}.00 now."]
        mine = fields(response)
    assert payout_admin_client.post(ADDRESS, mine).status_code == 302
    assert changed() == 500


def test_what_an_import_changed_is_not_written_over(payout_admin_client: Client, tmp_path: Path) -> None:
    mine = opened(payout_admin_client)
    file = tmp_path / "payouts.csv"
    file.write_text("influencer_id,basis,rate,orders,total_payout\n1,post,100,4,700\n")
    call_command("import_data", str(file), verbosity=0)
    assert changed() == 700
    said = errors(payout_admin_client.post(ADDRESS, mine | {"status": "due", "paid_on": ""}))
    assert "(Imported from payouts.csv) since you opened it" in said["__all__"][0]
    assert said["total"] == ["It has ₹700.00 now."]
    assert changed() == 700


def test_a_change_without_history_is_noticed_too(payout_admin_client: Client) -> None:
    mine = opened(payout_admin_client)
    Payout.objects.filter(pk=1).update(total=Decimal(300))
    said = errors(payout_admin_client.post(ADDRESS, mine))
    assert said["__all__"] == ["This payout was changed since you opened it; look at its history, then save again."]


def test_who_wrote_the_same_is_not_stopped(payout_admin_client: Client, other: Client) -> None:
    mine = opened(payout_admin_client) | {"total": "800"}
    assert other.post(ADDRESS, opened(other) | {"total": "800"}).status_code == 302
    assert payout_admin_client.post(ADDRESS, mine).status_code == 302
    assert changed() == 800


def test_who_wrote_the_same_has_changed_nothing(payout_admin_client: Client, other: Client) -> None:
    mine = opened(payout_admin_client) | {"total": "800"}
    assert other.post(ADDRESS, opened(other) | {"total": "800"}).status_code == 302
    assert payout_admin_client.post(ADDRESS, mine).status_code == 302
    assert LogEntry.objects.latest("pk").get_change_message() == "No fields changed."


def test_an_earlier_version_does_not_write_over_it_either(payout_admin_client: Client, other: Client) -> None:
    assert other.post(ADDRESS, opened(other) | {"total": "800"}).status_code == 302
    earliest = Payout.objects.get(pk=1).history.earliest("history_date")
    address = f"/admin/payouts/payout/1/history/{earliest.history_id}/"
    mine = opened(payout_admin_client, address)
    assert other.post(ADDRESS, opened(other) | {"total": "900", "reference": "R1"}).status_code == 302
    response = payout_admin_client.post(address, mine)
    said = errors(response)
    assert said.pop("__all__")
    assert said == {"total": ["It has ₹900.00 now."], "reference": ["It has R1 now."]}
    assert (changed(), changed("reference")) == (900, "R1")
    assert payout_admin_client.post(address, fields(response)).status_code == 302
    assert (changed(), changed("reference")) == (800, "")
    assert proof.differences() == []


def test_a_form_that_has_seen_nothing_changes_nothing(payout_admin_client: Client) -> None:
    mine = opened(payout_admin_client) | {"total": "800"}
    del mine["seen"]
    assert set(errors(payout_admin_client.post(ADDRESS, mine))) == {"__all__", "total"}


def test_whoever_may_only_look_sees_nothing_of_it(viewer: User) -> None:
    viewer.is_staff = True
    viewer.save()
    page = logged_in(viewer).get(ADDRESS)
    assert page.status_code == 200
    assert "seen" not in page.content.decode().lower()
