"""Several people at once: writers wait for each other, readers see one state of the data."""

from collections.abc import Callable
from threading import Barrier, Thread
from time import sleep
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from healthkart.analytics import proof, results, rollups
from healthkart.analytics.labels import current_labels
from healthkart.analytics.scope import Scope
from healthkart.analytics.stale import Stale
from healthkart.analytics.transactions import changing, snapshot
from influencers.models import Influencer
from payouts.ledger import stale_lines
from payouts.models import Payout
from tests.conftest import logged_in
from tests.worlds import event, in_step, influencer, post

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="the tests' SQLite lives in memory, where threads share one connection"
    ),
]


def at_once(*works: Callable[[], None]) -> None:
    """Do these in threads of their own, all begun at the same moment."""
    begin = Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        begin.wait()
        try:
            work()
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_payouts_added_at_the_same_moment_count_once_each(payout_admin: User) -> None:
    post(influencer("1"))
    in_step()
    clients = [logged_in(payout_admin) for _ in range(4)]
    made: list[int] = []

    def add(client: Client, number: int) -> None:
        payout = {"influencer": "1", "basis": "post", "rate": 1, "units": 1, "total": 10, "reference": f"R{number}"}
        made.append(client.post("/api/v1/payouts/", payout, content_type="application/json").status_code)

    at_once(*((lambda client=client, number=number: add(client, number)) for number, client in enumerate(clients)))
    assert made == [201] * 4
    assert Payout.objects.count() == 4
    assert proof.differences() == []


@pytest.mark.parametrize("way", ["patch", "delete", "admin"])
def test_what_another_writer_did_meanwhile_is_not_written_over(payout_admin: User, way: str) -> None:
    """They ask while the other's transaction holds the lock: the payout is read after it, not before."""
    first, second = influencer("1"), influencer("2")
    post(first), post(second)
    payout = Payout.objects.create(influencer=first, basis="post", rate=1, units=1, total=100)
    in_step()
    client, address = logged_in(payout_admin), f"/api/v1/payouts/{payout.pk}/"
    opened = client.get(f"/admin/payouts/payout/{payout.pk}/change/").context["adminform"].form
    form = {"influencer": first.pk, "basis": "post", "rate": 1, "units": 1, "total": 100, "status": "paid"}
    form["seen"] = opened["seen"].value()
    ask: dict[str, Callable[[], Any]] = {
        "patch": lambda: client.patch(address, {"status": "paid"}, content_type="application/json"),
        "delete": lambda: client.delete(address),
        "admin": lambda: client.post(f"/admin/payouts/payout/{payout.pk}/change/", form),
    }
    answers: list[int] = []

    def run() -> None:
        answers.append(ask[way]().status_code)
        connection.close()

    with changing():
        asking = Thread(target=run)
        asking.start()
        sleep(0.5)  # it waits by now
        before = stale_lines([payout])
        payout.influencer, payout.total = second, 500
        payout.save()
        rollups.update(before | stale_lines([payout]))
    asking.join()
    assert answers == [{"patch": 200, "delete": 204, "admin": 200}[way]]  # the form says what it has now
    assert list(Payout.objects.values_list("influencer", "total", "status")) == {
        "patch": [(second.pk, 500, "paid")], "delete": [], "admin": [(second.pk, 500, "due")]
    }[way]  # fmt: skip
    assert proof.differences() == []


def test_two_who_post_the_same_payout_are_told_so(payout_admin: User) -> None:
    influencer("1")
    clients = [logged_in(payout_admin) for _ in range(3)]
    answers: list[int] = []

    def add(client: Client) -> None:
        payout = {"influencer": "1", "basis": "post", "rate": 1, "units": 1, "total": 10, "reference": "R"}
        answers.append(client.post("/api/v1/payouts/", payout, content_type="application/json").status_code)

    at_once(*((lambda client=client: add(client)) for client in clients))
    assert sorted(answers) == [201, 400, 400]


def test_two_who_change_the_same_influencer_wait_for_each_other() -> None:
    someone = influencer("1")
    Payout.objects.create(influencer=someone, basis="post", rate=1, units=1, total=100)

    def write(day: int) -> None:
        with changing():
            post(Influencer.objects.get(code="1"), day)
            rollups.update(Stale.of({someone.pk}))

    at_once(*((lambda day=day: write(day)) for day in range(3)))
    assert proof.differences() == []


def test_a_reader_sees_one_state_of_the_data() -> None:
    event(influencer("1"))
    in_step()
    seen: dict[str, Any] = {}

    def write() -> None:
        with changing():
            newcomer = influencer("2")
            event(newcomer)
            rollups.update(Stale.of({newcomer.pk}))

    with snapshot():
        labels = current_labels()
        at_once(write)
        seen = results.read(Scope(), labels, "influencer").by("influencer")
    assert seen.keys() == {("1",)}
    assert results.read(Scope(), current_labels(), "influencer").by("influencer").keys() == {("1",), ("2",)}
