"""How a web worker collects garbage: seldom, and without looking at what is loaded for good."""

import gc

# A page is made of tens of thousands of tuples that live until it is sent, and are in no cycle: looking through them
# at every few hundred new ones takes a seventh of its time.
NEW_ONES, TIMES = 50_000, 20


def collect_seldom() -> None:
    """Leave what is loaded by now alone, and look at new objects less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_ONES, TIMES, TIMES)
