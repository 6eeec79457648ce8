"""The rows of posts.csv: the mentions on record."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from healthkart.simulation.arrays import categories
from healthkart.simulation.captions import PRODUCT, draw_kinds, write_captions, write_links
from healthkart.simulation.catalogue import Catalogue
from healthkart.simulation.mentions import Mentions
from healthkart.simulation.people import PLATFORMS, People
from healthkart.simulation.seasons import Span

# Of those who like or comment, the share that comments.
COMMENTING = (0.03, 0.09)


def write_posts(
    span: Span, catalogue: Catalogue, people: People, mentions: Mentions, rng: np.random.Generator
) -> tuple[pd.DataFrame, NDArray[np.integer]]:
    """The posts, and what each of their captions names."""
    kind = draw_kinds(len(mentions), rng)
    # A story must be found: no caption of the tiny campaign leaves open what it is about.
    kind[list(mentions.tiny)] = PRODUCT
    seen = np.flatnonzero(mentions.recorded)
    kind = kind[seen]
    influencer, reach = mentions.influencer[seen], mentions.reach[seen]
    rate = people.engagement[influencer] * np.clip(rng.normal(1, 0.18, len(seen)), 0.5, 1.5)
    engaged = np.rint(reach * rate).astype(np.int32)
    comments = np.rint(engaged * rng.uniform(*COMMENTING, len(seen))).astype(np.int32)
    captions = write_captions(
        catalogue,
        influencer,
        [name.split()[0].upper() for name in people.name],
        mentions.brand[seen],
        mentions.product[seen],
        mentions.percent[seen],
        kind,
        rng,
    )
    table = pd.DataFrame(
        {
            "post_id": np.arange(1, len(seen) + 1, dtype=np.int32),
            "influencer_id": (influencer + 1).astype(np.int32),
            "platform": categories(mentions.platform[seen], PLATFORMS),
            "date": span.dates(mentions.day[seen]),
            "url": pd.array(write_links(mentions.platform[seen]), dtype="str"),
            "caption": pd.array(captions, dtype="str"),
            "reach": reach,
            "likes": engaged - comments,
            "comments": comments,
        }
    )
    return table, kind
