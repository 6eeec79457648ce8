"""Many rows in and out as Arrow columns, on either database and by either way into SQLite."""

from datetime import date

import pyarrow as pa
import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.models import Brand, Product, TrackingEvent
from healthkart import bulk
from healthkart.bulk import inserting

pytestmark = pytest.mark.django_db

EVENTS = pa.schema(
    [("tracking_id", pa.string()), ("source", pa.string()), ("user_id", pa.string()), ("brand_known_by", pa.int8()),
     ("date", pa.date32()), ("orders", pa.int32()), ("revenue", pa.int64()), ("campaign_id", pa.int64()),
     ("influencer_id", pa.int64()), ("product_id", pa.int64())]
)  # fmt: skip
SOURCES = ("Instagram", 'a "quoted", one\nof two lines', "", "₹ é")


def some_events(count: int, first: int = 0, schema: pa.Schema = EVENTS) -> pa.Table:
    """Rows that are told apart by their tracking ids, if the schema has them."""
    product = Product.objects.get_or_create(brand=Brand.objects.get_or_create(name="Gritzo")[0], name="Oats")[0]
    numbers = range(first, first + count)
    columns = {
        "tracking_id": [f"t{n}" for n in numbers],
        "source": [SOURCES[n % 4] for n in numbers],
        "user_id": ["" if n % 3 else f"u{n}" for n in numbers],
        "brand_known_by": [n % 5 for n in numbers],
        "date": [date(2025, 1, 1 + n % 28) for n in numbers],
        "orders": [n % 7 for n in numbers],
        "revenue": [n * 10**6 for n in numbers],
        "campaign_id": [None] * count,
        "influencer_id": [None] * count,
        "product_id": [product.pk] * count,
    }
    return pa.table({name: columns[name] for name in schema.names}, schema)


def held(schema: pa.Schema = EVENTS) -> pa.Table:
    """What the table holds, in the order of its rows."""
    return bulk.select(f"SELECT {', '.join(schema.names)} FROM campaigns_trackingevent ORDER BY id", schema)


@pytest.fixture(params=["staged", "one by one", "both"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Parts of ten rows; none, all or some of them too few to be staged."""
    monkeypatch.setattr(inserting, "PART", 10)
    monkeypatch.setattr(inserting, "FEW", {"staged": 0, "one by one": 10, "both": 5}[request.param])
    monkeypatch.setattr(inserting, "TOGETHER", 3)
    return str(request.param)


def test_what_goes_in_comes_out(way: str) -> None:
    rows = some_events(34)
    told: list[int] = []
    bulk.insert("campaigns_trackingevent", rows, told.append)
    assert held() == rows
    assert sum(told) == 34


def test_a_reader_and_texts_that_repeat(way: str) -> None:
    rows = some_events(40)
    coded = rows.set_column(1, "source", rows["source"].dictionary_encode())
    bulk.insert("campaigns_trackingevent", coded.to_reader(7))
    bulk.insert("campaigns_trackingevent", some_events(0))
    assert held() == rows


def test_more_parts_than_files_that_can_be_attached(way: str) -> None:
    for first in (0, 80, 160):
        bulk.insert("campaigns_trackingevent", some_events(80, first))
    assert held() == some_events(240)
    assert TrackingEvent.objects.filter(tracking_id="t239").get().orders == 239 % 7


def test_nothing_found_has_its_columns() -> None:
    assert held() == EVENTS.empty_table()


def definitions() -> list[tuple[str, ...]]:
    """All indexes and keys of the table, as the database's catalogue has them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'campaigns_trackingevent' UNION ALL "
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE conrelid = 'campaigns_trackingevent'::regclass ORDER BY 1, 2"
            )
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'campaigns_trackingevent' ORDER BY 1")
        return list(cursor.fetchall())


def test_indexes_are_away_and_come_back_as_they_were() -> None:
    before = definitions()
    bulk.insert("campaigns_trackingevent", some_events(1))
    with bulk.without_indexes("campaigns_trackingevent"):
        assert len(definitions()) < len(before)
        bulk.insert("campaigns_trackingevent", some_events(9, 1))
    assert definitions() == before
    assert held() == some_events(10)


def test_what_is_unique_is_checked_when_its_index_comes_back() -> None:
    twice = pa.concat_tables([some_events(9), some_events(1)])
    with pytest.raises(IntegrityError), transaction.atomic(), bulk.without_indexes("campaigns_trackingevent"):
        bulk.insert("campaigns_trackingevent", twice)
    assert len(definitions()) > 5
    assert not TrackingEvent.objects.exists()


def test_which_are_more() -> None:
    assert bulk.outnumbered("campaigns_trackingevent", 1)
    assert not bulk.outnumbered("campaigns_trackingevent", 0)
    bulk.insert("campaigns_trackingevent", some_events(5))
    assert not bulk.outnumbered("campaigns_trackingevent", 5)
    assert bulk.outnumbered("campaigns_trackingevent", 6)
