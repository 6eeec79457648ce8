"""Whoever writes while somebody else does for long is told so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from healthkart.analytics import rollups
from payouts.models import Payout
from tests.worlds import influencer, payout

pytestmark = pytest.mark.django_db


def raising(error: Exception) -> Callable[..., None]:
    def update(*args: Any) -> None:
        raise error

    return update


@pytest.fixture
def paid(monkeypatch: pytest.MonkeyPatch) -> Payout:
    found = payout(influencer(), 100)
    monkeypatch.setattr(rollups, "update", raising(OperationalError("database is locked")))
    return found


def test_the_api_says_to_come_back(payout_admin_client: Client, paid: Payout) -> None:
    address = f"/api/v1/payouts/{paid.pk}/"
    answer = payout_admin_client.patch(address, {"status": "paid"}, content_type="application/json")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "Nothing was saved" in answer.json()["detail"]
    assert Payout.objects.get().status == "due"


def test_the_admin_says_to_come_back(payout_admin_client: Client, paid: Payout) -> None:
    answer = payout_admin_client.post(f"/admin/payouts/payout/{paid.pk}/delete/", {"post": "yes"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "Nothing was saved" in answer.content.decode()
    assert Payout.objects.exists()


def test_another_error_stays_one(payout_admin_client: Client, paid: Payout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollups, "update", raising(OperationalError("disk I/O error")))
    with pytest.raises(OperationalError, match="disk"):
        payout_admin_client.delete(f"/api/v1/payouts/{paid.pk}/")
