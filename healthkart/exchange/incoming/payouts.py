"""Payouts into the database, with their history. The key is the reference, else influencer, basis, campaign and days.

A file without the columns of campaign and days (a plain export) says nothing of them: its row is first taken for a
stored payout of the same influencer, basis, rate, units and total, whatever that one covers, else for the only one of
that influencer and basis.

The status is the stated one; without one, a payout with a payout date is paid, and a new one without is due.
"""

from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from simple_history.utils import bulk_update_with_history

from healthkart.analytics.stale import ALL_KNOWN, Stale
from healthkart.exchange import database
from healthkart.exchange.cells import MISSING
from healthkart.exchange.formats import PAYOUTS
from healthkart.exchange.incoming.keyed import meet_by_id, meet_by_key, of_same_influencers
from healthkart.exchange.incoming.work import Counts, Work, complete, stale, with_stored
from healthkart.exchange.names import Names
from healthkart.exchange.tables import Meeting, Table, by_value
from healthkart.fields import PAISE
from payouts.models import Payout

KEY = ("influencer_id", "basis", "campaign", "first_day", "last_day")
AMOUNTS = ("rate", "orders", "total_payout")
FIELDS = ("reference", "influencer", "basis", "rate", "units", "total", "campaign", "first_day", "last_day")
BATCH = 500


def bring_in(table: Table, work: Work) -> Counts:
    """Add and change payouts; each change is kept in their history with the file's name as its reason."""
    work.each_once(table, "reference")
    rows = complete(work.rows_of_known_influencers(table), PAYOUTS)
    work.days_in_order(table)
    every = complete(table.frame, PAYOUTS)
    for line in every.index[(every["status"] == "due") & (every["payout_date"] != MISSING)]:
        work.problems.add(table.file, line, "payout_date", "a payout that is due has no day it was paid")
    meeting = _meeting(rows, table, work)
    absent = PAYOUTS.by_name.keys() - set(table.frame.columns)
    after = _with_status(with_stored(meeting, PAYOUTS, absent, "reference"), rows)
    changed = meeting.changed(after)
    if not work.problems:
        work.names.add_campaigns(after["campaign"])
        reason = f"Imported from {table.file}"
        # Changed ones first: a payout that is given a reference makes room for a new one without.
        pks = meeting.before("pk", 0)[changed]
        differ = [_payout(row, work.names) for row in after[changed].assign(pk=pks).to_dict("records")]
        if differ:
            fields = [*FIELDS, "status", "paid_on"]
            bulk_update_with_history(differ, Payout, fields, BATCH, default_change_reason=reason)
        database.insert_with_history(Payout, _fields(after[~meeting.met], work.names), reason)
        for rows in (after[~meeting.met], after[changed], meeting.stored.iloc[meeting.found[changed]]):
            work.costs |= _stale(rows, work.names)
    return Counts.of(table.file, meeting, changed)


def _meeting(rows: pd.DataFrame, table: Table, work: Work) -> Meeting:
    text = {"reference": "reference", "influencer_id": "influencer__code", "basis": "basis"}
    text |= {"campaign": "campaign__name", "status": "status"}
    numbers = {"rate": database.paise("rate"), "orders": "units", "total_payout": database.paise("total")}
    numbers |= {"first_day": "first_day", "last_day": "last_day", "payout_date": "paid_on"}
    meeting = Meeting(rows, database.read(of_same_influencers(Payout, rows, "reference"), text, numbers))
    meet_by_id(meeting, "reference", KEY)
    said = [column for column in KEY if column in table.frame.columns]
    if len(said) < len(KEY):
        no_reference, any_stored = (rows["reference"] == "").to_numpy(), np.ones(len(meeting.free), dtype=bool)
        meeting.meet([*KEY, *AMOUNTS], no_reference, any_stored)
        meeting.meet([*said, *AMOUNTS], no_reference, any_stored)
        # One that was placed since, and is corrected now, is still the only one of its influencer and basis.
        left = rows[said].where(pd.Series(no_reference & ~meeting.met, rows.index))
        alone = ~left.duplicated(keep=False).to_numpy() & (meeting.candidates(said, any_stored) == 1)
        meeting.meet(said, no_reference & alone, any_stored)
    words = "influencer, basis, campaign and days"
    meet_by_key(meeting, "reference", KEY, words, table.file, work.problems)
    return meeting


def _with_status(after: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    dated = rows["payout_date"] != MISSING
    status = after["status"].mask(dated & (rows["status"] == ""), "paid").replace("", "due")
    return after.assign(status=status, payout_date=after["payout_date"].mask(status == "due", MISSING))


def _fields(rows: pd.DataFrame, names: Names) -> pd.DataFrame:
    """The model's fields for these rows."""
    fields = rows.rename(columns={"orders": "units", "total_payout": "total", "payout_date": "paid_on"})
    fields["campaign"] = by_value(rows["campaign"], {"": MISSING, **names.campaigns}.__getitem__, np.int64)
    fields["influencer"] = by_value(rows["influencer_id"], names.influencers.__getitem__, np.int64)
    return fields[[*FIELDS, "status", "paid_on"]]


def _stale(rows: pd.DataFrame, names: Names) -> Stale:
    """What these payouts leave stale: their influencers, on the days they cover; on all days if one names none."""
    influencers = rows["influencer_id"].map(names.influencers.__getitem__)
    days = [rows["first_day"], rows["last_day"]]
    on_all_days = any((column == MISSING).any() for column in days)
    return stale([influencers], [] if on_all_days else days, known=ALL_KNOWN)


def _payout(row: dict[Hashable, Any], names: Names) -> Payout:
    fields: dict[str, Any] = {
        "pk": row["pk"],
        "reference": row["reference"],
        "influencer_id": names.influencers[row["influencer_id"]],
        "basis": row["basis"],
        "rate": Decimal(row["rate"]) / PAISE,
        "units": row["orders"],
        "total": Decimal(row["total_payout"]) / PAISE,
        "campaign_id": names.campaigns.get(row["campaign"]),
        "first_day": database.as_day(row["first_day"]),
        "last_day": database.as_day(row["last_day"]),
        "status": row["status"],
        "paid_on": database.as_day(row["payout_date"]),
    }
    return Payout(**fields)
