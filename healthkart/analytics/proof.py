"""Proof that ledger and results follow from the raw rows: every one of them beside what the raw rows make of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import connection

from healthkart.analytics.grains import FINEST, GRAINS, MEASURES, source_of
from healthkart.analytics.rollups import added_up, costs, seen
from payouts import ledger

Ask = Callable[[str], list[tuple[Any, ...]]]

LINES = "payouts_payoutline"
# What is kept, by table: what one row is called, and its columns.
KEPT: Mapping[str, tuple[str, tuple[str, ...]]] = {
    LINES: ("payout line", tuple(ledger.COLUMNS.split(", "))),
    **{grain.table: (str(grain.model._meta.verbose_name), (*grain.key, *MEASURES)) for grain in GRAINS},
}
TOTALS = """
    SELECT o.id, o.total, COALESCE(SUM(l.amount), 0)
    FROM payouts_payout o LEFT JOIN {lines} l ON l.payout_id = o.id
    GROUP BY o.id, o.total
    HAVING o.total <> COALESCE(SUM(l.amount), 0)
    ORDER BY o.id
"""
BASIS = f"SELECT code, basis, {ledger.OWN_BASIS} FROM influencers_influencer WHERE basis <> {ledger.OWN_BASIS}"
LOST = """
    SELECT COUNT(*) FROM {results} r LEFT JOIN {table} t ON t.id = r.{column}_id
    WHERE r.{column}_id <> 0 AND t.id IS NULL
"""
NAMED = {"campaign": "campaigns_campaign", "product": "campaigns_product", "influencer": "influencers_influencer"}


def differences() -> list[str]:
    """Where ledger or results differ from what the raw rows make, as sentences; empty when all adds up.

    The database does all of the work; with millions of rows `healthkart.bulk.proof` is quicker.
    """
    vendor = connection.vendor
    anew = {LINES: ledger.lines("1 = 1", results=f"({added_up(FINEST, seen(), vendor)})")}
    for grain in GRAINS:
        everything = f"{seen()} UNION ALL {costs(vendor)}"
        rows = everything if grain is FINEST else f"SELECT * FROM {source_of(grain).table}"
        anew[grain.table] = added_up(grain, rows, vendor)
    return list(found(_in_database, anew, {table: table for table in KEPT}))


def found(ask: Ask, anew: Mapping[str, str], kept: Mapping[str, str]) -> Iterator[str]:
    """The differences, given who answers SQL, the SQL that makes each table anew, and where what is kept stands.

    Each payout against its lines; each influencer's basis against its payouts; the lines and every grain of results,
    with every measure, against what is worked out anew; and every id against the row it stands for.
    """
    for payout, total, lines in ask(TOTALS.format(lines=kept[LINES])):
        yield f"payout {payout}: its total is {total} paise, its lines add up to {lines}"
    for code, basis, own in ask(BASIS):
        yield f"influencer {code}: its basis is {basis!r}, its payouts make it {own!r}"
    for table, (what, columns) in KEPT.items():
        yield from _compare(ask, what, kept[table], ", ".join(columns), anew[table])
    for column, table in NAMED.items():
        ((lost,),) = ask(LOST.format(results=kept[FINEST.table], table=table, column=column))
        if lost:
            yield f"results: {lost} rows of a {column} that is not there"


def _compare(ask: Ask, what: str, table: str, columns: str, anew: str) -> Iterator[str]:
    names = columns.split(", ")
    kept, made = f"SELECT {columns} FROM {table}", f"SELECT {columns} FROM ({anew}) AS anew"
    missing = ask(f"{made} EXCEPT {kept}")
    ((stand, belong),) = ask(f"SELECT (SELECT COUNT(*) FROM {table}), (SELECT COUNT(*) FROM ({anew}) AS anew)")
    # No row is made twice: where none is missing, and there are as many, there is no other.
    surplus = ask(f"{kept} EXCEPT {made}") if missing or stand != belong else []
    for fault, rows in (("missing or different", missing), ("not in the raw rows", surplus)):
        for row in rows:
            yield f"{what} {fault}: {dict(zip(names, row, strict=True))}"
    if stand != belong:
        yield f"{what}s: {stand} rows where the raw rows make {belong}"


def _in_database(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
