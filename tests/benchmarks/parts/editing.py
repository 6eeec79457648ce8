"""Editing one monthly payout in the admin, the one whose cost falls on most days, campaigns and products."""

from collections.abc import Iterator
from html.parser import HTMLParser
from statistics import median
from typing import Any

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import isolated
from tests.benchmarks.server import Visitor, serving
from tests.benchmarks.timing import times

TIMES = 5


def measure(bench: Bench) -> Iterator[Figure]:
    world = bench.world
    payout, lines = isolated(world.url, longest_payout)
    path = f"/admin/payouts/payout/{payout}/change/"
    say("Editing a payout")
    opened, saved = [], []
    with serving(world.url) as server:
        visitor = Visitor(server.port, bench.session)
        visitor.must_get("/admin/")
        for turn in range(times(TIMES)):
            form = visitor.must_get(path)
            fields = Form(form.body.decode()).fields
            answer = visitor.post(path, fields | {"total": f"{float(fields['total']) + turn + 1:.2f}"})
            if answer.status != 302:
                raise RuntimeError(f"the payout was not saved: {answer.status}")
            opened.append(form.seconds)
            saved.append(answer.seconds)
    note = f"{lines:,} lines"
    yield Figure("opening a monthly payout in the admin", median(opened) * 1000, "ms", 300, note=note)
    yield Figure("saving a monthly payout in the admin", median(saved) * 1000, "ms", 300, note=note)


def longest_payout() -> tuple[int, int]:
    """The payout with most lines that names its days, and how many."""
    from django.db.models import Count

    from payouts.models import PayoutLine

    counted = PayoutLine.objects.order_by().filter(payout__first_day__isnull=False).values_list("payout")
    return counted.annotate(lines=Count("pk")).order_by("-lines", "payout")[0]


class Form(HTMLParser):
    """What a browser would send back of a page's fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.choosing = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known: dict[str, Any] = dict(attributes)
        if tag == "select":
            self.choosing = known.get("name", "")
        elif tag == "option" and "selected" in known and self.choosing:
            self.fields[self.choosing] = known.get("value") or ""
        elif tag == "input" and known.get("name") and known.get("type") not in {"submit", "checkbox", "search"}:
            self.fields[known["name"]] = known.get("value") or ""
