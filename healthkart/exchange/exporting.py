"""The database as CSV files: those of the seed document, or with all that is known.

Files are for machines: no cell is guarded against spreadsheets. Rows come in an order that follows from what they say,
so that the same data give the same bytes on every database.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import Case, Expression, F, QuerySet, Value, When
from django.db.models.functions import Coalesce, Collate, Length

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.brands import UNBRANDED
from healthkart.exchange.database import CHUNK, paise
from healthkart.exchange.formats import CAMPAIGNS, FORMATS, INFLUENCERS, PAYOUTS, POSTS, PRODUCTS, TRACKING, Format
from healthkart.fields import PAISE
from healthkart.progress import progress
from influencers.models import Influencer, Post
from payouts.models import Payout

Rows = Iterator[Sequence[Any]]

STATED = TrackingEvent.BrandKnownBy.STATED
STATED_BRAND = Case(When(brand_known_by=STATED, then=F("product__brand__name")), default=Value(""))


def export_files(folder: Path, *, full: bool) -> dict[str, int]:
    """Write the files into a folder; returns how many rows each holds.

    The four files of the seed document with its columns, or with `full` all columns and two files more. A table
    without rows gives no file, as an import takes none that is empty. Files of these names are replaced (or, without
    rows, removed) at the end, all of them: an interrupted export leaves the folder as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, int] = {}
    with ExitStack() as undo:
        for format in FORMATS:
            header = format.written(full)
            if full or format not in (CAMPAIGNS, PRODUCTS):
                unfinished = folder / f".{format.file}.unfinished"
                undo.callback(unfinished.unlink, missing_ok=True)
                written[format.file] = _write(unfinished, header, SOURCES[format](header))
        for file, rows in written.items():
            if rows:
                (folder / f".{file}.unfinished").replace(folder / file)
            else:
                (folder / file).unlink(missing_ok=True)
    return written


def _write(path: Path, header: Sequence[str], rows: Rows) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        # Rows end in \n, but the writer must be told \r\n: it quotes only line breaks that it uses itself.
        lines = SimpleNamespace(write=lambda line: file.write(line[:-2] + "\n"))
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(header)
        count = 0
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def _plainly(field: str | Expression) -> Expression:
    """Text in an order that every database has: by characters, and none first."""
    return Collate(Coalesce(field, Value("")), "BINARY" if connection.vendor == "sqlite" else "C")


def _by_code(field: str) -> tuple[Expression, Expression]:
    """Codes in an order that has 2 before 10."""
    return Coalesce(Length(field), 0), _plainly(field)


def _rows(queryset: QuerySet, header: Sequence[str], fields: Mapping[str, Any], order: Iterable[Any]) -> Rows:
    """The rows of a table, read some thousands at a time; money as rupees with two places."""
    ordered = queryset.order_by(*order).values_list(*(fields.get(column, column) for column in header))
    money = [place for place, column in enumerate(header) if column in ("rate", "total_payout", "revenue")]
    table = queryset.model._meta.verbose_name_plural
    with progress(f"Exporting {table}", queryset.count()) as done:
        for number, row in enumerate(ordered.iterator(chunk_size=CHUNK), start=1):
            cells = list(row)
            for place in money:
                cells[place] = f"{cells[place] // PAISE}.{cells[place] % PAISE:02d}"
            yield cells
            if number % CHUNK == 0:
                done(CHUNK)


def _influencers(header: Sequence[str]) -> Rows:
    return _rows(Influencer.objects.all(), header, {"id": "code"}, _by_code("code"))


def _posts(header: Sequence[str]) -> Rows:
    fields: dict[str, Any] = {name: f"{name}__name" for name in ("brand", "product", "campaign")}
    fields |= {"influencer_id": "influencer__code", "product_brand": "product__brand__name"}
    order = (*_by_code("influencer__code"), "date", _plainly("url"), _plainly("post_id"))
    return _rows(Post.objects.all(), header, fields, order)


def _tracking(header: Sequence[str]) -> Rows:
    fields: dict[str, Any] = {name: f"{name}__name" for name in ("campaign", "product")}
    fields |= {"influencer_id": "influencer__code", "brand": STATED_BRAND, "revenue": paise("revenue")}
    order = [
        "date",  # the index on it spares the database sorting the whole table
        *_by_code("influencer__code"),
        *map(_plainly, ("campaign__name", "product__name", "user_id", "source", "tracking_id")),
        "orders",
        "revenue",
        _plainly(STATED_BRAND),
    ]
    return _rows(
        TrackingEvent.objects.all(), header, fields | {"brand": STATED_BRAND, "revenue": paise("revenue")}, order
    )


def _payouts(header: Sequence[str]) -> Rows:
    fields: dict[str, Any] = {"influencer_id": "influencer__code", "orders": "units", "campaign": "campaign__name"}
    fields |= {"rate": paise("rate"), "total_payout": paise("total"), "payout_date": "paid_on"}
    days = [F(day).asc(nulls_first=True) for day in ("first_day", "last_day")]
    order = (*_by_code("influencer__code"), _plainly("basis"), *days, _plainly("campaign__name"), _plainly("reference"))
    return _rows(Payout.objects.all(), header, fields, order)


def _campaigns(header: Sequence[str]) -> Rows:
    confirmed = Case(When(confirmed=True, then=Value("yes")), default=Value("no"))
    fields = {"brand": "brand__name", "confirmed": confirmed}
    return _rows(Campaign.objects.all(), header, fields, [_plainly("name")])


def _products(header: Sequence[str]) -> Rows:
    """Every brand, and every product that has a name; what stands under "Unbranded" follows from the rows."""
    brands = Brand.objects.exclude(name=UNBRANDED).values_list("name", flat=True)
    products = Product.objects.exclude(name="").exclude(brand__name=UNBRANDED).values_list("brand__name", "name")
    yield from sorted([*((brand, "") for brand in brands), *products])


SOURCES: dict[Format, Callable[[Sequence[str]], Rows]] = {
    INFLUENCERS: _influencers,
    POSTS: _posts,
    TRACKING: _tracking,
    PAYOUTS: _payouts,
    CAMPAIGNS: _campaigns,
    PRODUCTS: _products,
}
