"""Brands, products and campaigns into the database: what files state of them beyond the rows of posts and sales."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from campaigns.models import Campaign
from healthkart.analytics.stale import Stale
from healthkart.brands import UNBRANDED
from healthkart.exchange import database
from healthkart.exchange.cells import MISSING, quoted
from healthkart.exchange.formats import CAMPAIGNS
from healthkart.exchange.incoming.work import Counts, Work, complete
from healthkart.exchange.names import SeveralBrands
from healthkart.exchange.tables import Meeting, Table, by_value, repeated
from payouts.models import Payout


def bring_in_products(table: Table, work: Work) -> Counts:
    """Add the brands and products that are not there yet; a row without a name states the brand alone.

    What stands under "Unbranded" follows from the rows, so it is not brought in by itself.
    """
    rows, names = table.rows, work.names
    for line, first in repeated(rows, ["brand", "name"]):
        work.problems.add(table.file, line, "name", f"line {first} has the same brand and name")
    new = 0
    for brand, name in rows[["brand", "name"]][rows["brand"] != UNBRANDED].itertuples(index=False, name=None):
        known = names.known_brand(brand)
        product = (known or names.add_brand(brand), name)
        if known is None or (name and product not in names.products):
            new += 1
        names.add_products([product] if name else [])
    return Counts(table.file, new, 0, len(rows) - new)


def settle_brands(tables: Iterable[Table], work: Work) -> None:
    """Put the catalogue's spelling for every brand that these files state, before any row asks whose it is."""
    for table in tables:
        frame = table.frame
        if table.format is CAMPAIGNS and "confirmed" in frame:  # else the brand was worked out, and will be again
            frame["brand"] = frame["brand"].where(frame["confirmed"] != 0, "")
        if {"product_brand", "product_known_by"} <= set(frame.columns):
            frame["product_brand"] = frame["product_brand"].where(frame["product_known_by"] == "confirmed", "")
        for column in ("brand", "product_brand"):
            if column in frame:
                frame[column] = _settled(table, column, work)


def _settled(table: Table, column: str, work: Work) -> pd.Series:
    several: dict[str, int] = {}

    def settled(cell: str) -> str:
        try:
            return work.names.brand(cell)
        except SeveralBrands:
            several[cell] = 0
            return ""

    brands = by_value(table.frame[column], settled)
    if several:
        rows = table.frame[column][table.frame[column].isin(several)]
        work.warnings.append(
            f"{table.file}:{rows.index[0]}: {column}: {quoted(rows.iloc[0])} names several brands and so states none "
            f"(rows like this: {len(rows):,})"
        )
    return brands


def bring_in_campaigns(table: Table, work: Work) -> Counts:
    """Add campaigns, and set brand and days of those whose row is confirmed.

    A row is confirmed if it says so, or if it says nothing of it but has a brand or days.
    """
    work.each_once(table, "name")
    rows = complete(table.rows, CAMPAIGNS)
    one_day = (rows["first_day"] == MISSING) != (rows["last_day"] == MISSING)
    for line in rows.index[one_day]:
        work.problems.add(table.file, line, "last_day", "give the first and the last day, or neither")
    work.days_in_order(table)
    known = rows["name"].isin(work.names.campaigns)
    work.names.add_campaigns(rows["name"])
    stored = database.read(
        Campaign.objects.all(),
        {"name": "name", "brand": "brand__name"},
        {"first_day": "first_day", "last_day": "last_day", "confirmed": "confirmed"},
    )
    silent = rows["confirmed"] == MISSING
    says_something = (rows["brand"] != "") | (rows["first_day"] != MISSING)
    rows["confirmed"] = ((rows["confirmed"] == 1) | (silent & says_something)).astype(np.int64)
    meeting = Meeting(rows, stored)
    meeting.meet(["name"], np.ones(len(rows), dtype=bool), meeting.free.copy())
    changed = meeting.changed(rows) & (rows["confirmed"] == 1).to_numpy()
    if not work.problems:
        brands = {"": MISSING, **work.names.brands}
        fields = rows.drop(columns="name").assign(
            pk=meeting.before("pk", 0), brand=by_value(rows["brand"], brands.__getitem__), confirmed=True
        )
        database.update(Campaign, fields[changed])
        paid = Payout.objects.filter(campaign__in=fields["pk"][changed].tolist()).order_by()
        work.costs |= Stale.of(paid.values_list("influencer", flat=True))
        work.campaigns_changed = bool(changed.any())
    new = int((~known).sum())
    differ = int((changed & known).sum())
    return Counts(table.file, new, differ, len(rows) - new - differ)
