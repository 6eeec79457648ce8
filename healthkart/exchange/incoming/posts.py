"""Posts into the database. The key is the post's id, else influencer, url and date.

A file may state a post's brand, product and campaign. What it states outranks what was matched from the caption, and
what a person has confirmed outranks the file, unless the file (a full export) says of its own value that a person has
confirmed it. Where it states nothing, what was matched stays: rematching is not ours.
"""

from collections.abc import Collection

import numpy as np
import pandas as pd

from healthkart.exchange import database
from healthkart.exchange.cells import MISSING
from healthkart.exchange.formats import POSTS
from healthkart.exchange.incoming.keyed import meet_by_id, meet_by_key, of_same_influencers
from healthkart.exchange.incoming.work import Counts, Work, complete, stale, with_stored
from healthkart.exchange.names import Names
from healthkart.exchange.tables import Meeting, Table, by_value, distinct
from influencers.models import Post

KEY = ("influencer_id", "url", "date")
PRODUCT = ("product", "product_brand", "product_known_by")
CAMPAIGN = ("campaign", "campaign_known_by")
CONFIRMED, STATED, MATCHED = Post.KnownBy.CONFIRMED.value, Post.KnownBy.STATED.value, Post.KnownBy.MATCHED.value


def bring_in(table: Table, work: Work) -> Counts:
    """Add and change posts."""
    work.each_once(table, "post_id")
    rows = _as_stated(complete(work.rows_of_known_influencers(table), POSTS))
    ownerless = (rows["product_known_by"] == CONFIRMED) & (rows["product"] != "") & (rows["product_brand"] == "")
    for line, row in rows[ownerless].iterrows():
        rows.at[line, "product_brand"] = work.names.whose(row["brand"], row["product"], row["campaign"])[0]
    meeting = Meeting(rows, _stored(rows))
    meet_by_id(meeting, "post_id", KEY)
    meet_by_key(meeting, "post_id", KEY, "influencer, url and date", table.file, work.problems)
    after = with_stored(meeting, POSTS, _absent(table.frame.columns), "post_id")
    for columns in (PRODUCT, CAMPAIGN):
        known_by = columns[-1]
        stands = (meeting.before(known_by, "") == CONFIRMED) & (after[known_by] != CONFIRMED)
        for column in columns:
            after[column] = after[column].mask(stands, meeting.before(column, ""))
    changed = meeting.changed(after)
    if not work.problems:
        work.names.add_campaigns(after["campaign"])
        # Changed ones first: a post that is given an id makes room for a new one without.
        database.update(Post, _fields(after[changed], meeting, work.names).assign(pk=meeting.before("pk", 0)[changed]))
        database.insert(Post, _fields(after[~meeting.met], meeting, work.names))
        keys = by_value(after["influencer_id"], work.names.influencers.__getitem__, np.int64)
        touched = ~meeting.met | changed
        was = meeting.stored.iloc[meeting.found[changed]]
        of_stored = by_value(was["influencer_id"], work.names.influencers.__getitem__, np.int64)
        work.rows |= stale([keys[touched], of_stored], [after["date"][touched], was["date"]])
    return Counts.of(table.file, meeting, changed)


def _as_stated(posts: pd.DataFrame) -> pd.DataFrame:
    """The posts with only those products and campaigns that a file states or a person has confirmed."""
    stated = posts.copy()
    for part, known_by in (("product", "product_known_by"), ("campaign", "campaign_known_by")):
        stated[part] = posts[part].mask(posts[known_by] == MATCHED, "")
        stated[known_by] = posts[known_by].where(posts[known_by] == CONFIRMED, "")
        stated[known_by] = stated[known_by].mask((stated[part] != "") & (stated[known_by] == ""), STATED)
    stated["product_brand"] = posts["product_brand"].where(stated["product_known_by"] == CONFIRMED, "")
    return stated


def _stored(rows: pd.DataFrame) -> pd.DataFrame:
    text = {name: name for name in ("post_id", "platform", "url", "caption", "product_known_by", "campaign_known_by")}
    text |= {"influencer_id": "influencer__code", "brand": "brand__name", "campaign": "campaign__name"}
    text |= {"product": "product__name", "product_brand": "product__brand__name"}
    numbers = {name: name for name in ("date", "reach", "likes", "comments")}
    numbers |= {"kept_product": "product_id", "kept_campaign": "campaign_id"}
    stored = database.read(of_same_influencers(Post, rows, "post_id"), text, numbers)
    kept = {f"kept_{column}": stored[column] for column in ("product_known_by", "campaign_known_by")}
    return _as_stated(stored).assign(**kept)


def _absent(present: Collection[str]) -> set[str]:
    """The columns whose stored values are left alone; a product or campaign goes with how it is known."""
    absent = POSTS.by_name.keys() - set(present) - {*PRODUCT, *CAMPAIGN}
    for columns in (PRODUCT, CAMPAIGN):
        if columns[0] not in present:
            absent |= set(columns)
    return absent


def _fields(rows: pd.DataFrame, meeting: Meeting, names: Names) -> pd.DataFrame:
    """The model's fields for these rows. What is open stays as matched."""
    places, stated = distinct(rows, ["brand", "campaign", "product", "product_brand", "product_known_by"])
    products = [_product(names, *cells) for cells in stated]
    names.add_products(filter(None, products))
    keys = np.array([names.products[product] if product else MISSING for product in products], dtype=np.int64)
    fields = rows.drop(columns=["product_brand"]).rename(columns={"influencer_id": "influencer"})
    fields["influencer"] = by_value(rows["influencer_id"], names.influencers.__getitem__, np.int64)
    fields["brand"] = by_value(rows["brand"], {"": MISSING, **names.brands}.__getitem__, np.int64)
    fields["campaign"] = by_value(rows["campaign"], {"": MISSING, **names.campaigns}.__getitem__, np.int64)
    fields["product"] = pd.Series(keys[places], rows.index, dtype=np.int64)
    for part in ("product", "campaign"):
        known_by = f"{part}_known_by"
        is_open = (rows[known_by] == "") & (meeting.before(known_by, "")[rows.index] == "")
        fields[part] = fields[part].mask(is_open, meeting.before(f"kept_{part}", MISSING))
        fields[known_by] = fields[known_by].mask(is_open, meeting.before(f"kept_{known_by}", ""))
    return fields


def _product(
    names: Names, brand: str, campaign: str, product: str, product_brand: str, known_by: str
) -> tuple[str, str] | None:
    if known_by == STATED:
        return names.whose(brand, product, campaign)[0], product
    return (product_brand, product) if product_brand else None
