"""Proof that ledger and results follow from the raw rows, on any database: what `manage.py check_data` runs."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from healthkart.analytics.grains import FINEST, GRAINS, MEASURES, source_of
from healthkart.analytics.rollups import added_up, raw
from payouts import ledger

TOTALS = """
    SELECT o.id, o.total, COALESCE(SUM(l.amount), 0)
    FROM payouts_payout o LEFT JOIN payouts_payoutline l ON l.payout_id = o.id
    GROUP BY o.id, o.total
    HAVING o.total <> COALESCE(SUM(l.amount), 0)
    ORDER BY o.id
"""
BASIS = f"SELECT code, basis, {ledger.OWN_BASIS} FROM influencers_influencer WHERE basis <> {ledger.OWN_BASIS}"


def differences() -> list[str]:
    """Where ledger or results differ from what the raw rows make, as sentences; empty when all adds up.

    Each payout against its lines; the lines against the ledger worked out anew; every measure of every result against
    a plain GROUP BY over the raw rows; and every id against the row it stands for.
    """
    found = [
        f"payout {payout}: its total is {total} paise, its lines add up to {lines}"
        for payout, total, lines in _rows(TOTALS)
    ]
    found += [
        f"influencer {code}: its basis is {kept!r}, its payouts make it {own!r}" for code, kept, own in _rows(BASIS)
    ]
    found += _compare("payout line", "payouts_payoutline", ledger.COLUMNS, ledger.lines("1 = 1"))
    for grain in GRAINS:
        rows = raw(connection.vendor) if grain is FINEST else f"SELECT * FROM {source_of(grain).table}"
        columns = ", ".join((*grain.key, *MEASURES))
        found += _compare(
            str(grain.model._meta.verbose_name), grain.table, columns, added_up(grain, rows, connection.vendor)
        )
    for column, table in (
        ("campaign", "campaigns_campaign"),
        ("product", "campaigns_product"),
        ("influencer", "influencers_influencer"),
    ):
        ((lost,),) = _rows(
            f"SELECT COUNT(*) FROM {FINEST.table} r LEFT JOIN {table} t ON t.id = r.{column}_id "
            f"WHERE r.{column}_id <> 0 AND t.id IS NULL"
        )
        if lost:
            found.append(f"results: {lost} rows of a {column} that is not there")
    return found


def _compare(what: str, table: str, columns: str, anew: str) -> Iterator[str]:
    names = columns.split(", ")
    kept, made = f"SELECT {columns} FROM {table}", f"SELECT {columns} FROM ({anew}) AS anew"
    for fault, statement in (
        ("missing or different", f"{made} EXCEPT {kept}"),
        ("not in the raw rows", f"{kept} EXCEPT {made}"),
    ):
        for row in _rows(statement):
            yield f"{what} {fault}: {dict(zip(names, row, strict=True))}"
    # EXCEPT does not see a row that stands twice.
    ((stand, belong),) = _rows(f"SELECT (SELECT COUNT(*) FROM {table}), (SELECT COUNT(*) FROM ({anew}) AS anew)")
    if stand != belong:
        yield f"{what}s: {stand} rows where the raw rows make {belong}"


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
