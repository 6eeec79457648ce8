"""Influencers into the database. The key is the code."""

import numpy as np

from healthkart.analytics.stale import Stale
from healthkart.exchange import database
from healthkart.exchange.formats import INFLUENCERS
from healthkart.exchange.incoming.work import Counts, Work, complete, with_stored
from healthkart.exchange.tables import Meeting, Table
from influencers.models import Influencer


def bring_in(table: Table, work: Work) -> Counts:
    """Add and change influencers, and add the new ones to the names of the import."""
    work.each_once(table, "id")
    stored = database.read(
        Influencer.objects.all(),
        {"id": "code", "name": "name", "category": "category", "gender": "gender", "platform": "platform"},
        {"follower_count": "follower_count"},
    )
    meeting = Meeting(complete(table.rows.drop_duplicates("id"), INFLUENCERS), stored)
    meeting.meet(["id"], np.ones(len(meeting.rows), dtype=bool), meeting.free.copy())
    after = with_stored(meeting, INFLUENCERS, INFLUENCERS.by_name.keys() - set(table.frame.columns), "id")
    changed = meeting.changed(after)
    # Written even where there are problems, so that the rows of new influencers are looked at too.
    fields = after.rename(columns={"id": "code"})
    database.insert(Influencer, fields[~meeting.met].assign(basis=""))
    database.update(Influencer, fields[changed].assign(pk=meeting.before("pk", 0)[changed]))
    work.names.influencers = dict(Influencer.objects.order_by().values_list("code", "pk"))
    moved = after["id"][changed & (after["platform"] != meeting.before("platform", "")).to_numpy()]
    work.costs |= Stale.of(map(work.names.influencers.__getitem__, moved))
    return Counts.of(table.file, meeting, changed)
