"""Tracked rows through the API: any page of the list, with and without filters."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import isolated
from tests.benchmarks.timing import usually

PATH, PER_PAGE = "/api/v1/tracking-events/", 100


def measure(bench: Bench) -> Iterator[Figure]:
    world = bench.world
    say("Lists of tracked rows")
    for name, seconds in isolated(world.url, page_seconds, world.tracking).items():
        yield Figure(f"tracked rows through the API, {name}", seconds * 1000, "ms", 20, note=f"{PER_PAGE} rows a page")


def page_seconds(tracking: Path) -> dict[str, float]:
    """How long the server needs for each kind of page."""
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get_or_create(username="benchmark", is_superuser=True, is_staff=True)[0])

    def ask(query: str) -> None:
        answer = client.get(f"{PATH}?{query}")
        if answer.status_code != 200:
            raise RuntimeError(f"{query} was answered with {answer.status_code}: {answer.content!r}")

    return {name: usually(partial(ask, urlencode(query))) for name, query in pages(tracking).items()}


def pages(tracking: Path) -> dict[str, Mapping[str, object]]:
    """Pages of the list as query strings: first, deep and last, and the first page under each filter."""
    from campaigns.models import TrackingEvent
    from healthkart.analytics.labels import current_labels
    from tests.benchmarks.filters import THIRTY_DAYS
    from tests.benchmarks.rivals.duck import Duck

    rows = TrackingEvent.objects.count()
    labels = current_labels()
    duck = Duck(tracking, labels)
    active = duck.most("influencer", number=len(labels.influencers))
    most, fewest = (labels.influencers[active[place][0]].code for place in (0, -1))
    ((campaign,),) = duck.most("campaign")
    return {
        "first page": {},
        "deep page": {"cursor": cursor(rows // 2)},
        "last page": {"cursor": cursor(min(PER_PAGE, rows - 1))},
        "30 days": THIRTY_DAYS,
        "a campaign": {"campaign": campaign},
        "the busiest influencer": {"influencer": most},
        "the quietest influencer": {"influencer": fewest},
    }


def cursor(older: int) -> str:
    """The cursor of the page that follows the row to which so many are older."""
    from campaigns.api import TrackingEventList
    from campaigns.models import TrackingEvent

    columns = [str(name).removeprefix("-") for name in TrackingEventList.queryset.query.order_by] or ["id"]
    row = TrackingEvent.objects.order_by(*columns).values_list(*columns)[older]
    return b64encode(urlencode({"p": " ".join(map(str, row))}).encode()).decode()
