"""Long work shows how far it is: a bar on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SECONDS_BETWEEN_LINES = 5.0


@contextmanager
def progress(label: str, total: int, unit: str = "rows") -> Iterator[Callable[[int], object]]:
    """Yields a function to call with the number of rows just done. Writes to stderr; short work stays silent.

    >>> with progress("Reading posts.csv", 2_000_000) as done:
    ...     done(10_000)
    """
    if sys.stderr.isatty():
        from tqdm import tqdm  # not needed where there is no terminal

        with tqdm(desc=label, total=total, unit=f" {unit}", unit_scale=True, delay=0.5, leave=False) as bar:
            yield bar.update
        return
    begun = said = time.monotonic()
    so_far = 0

    def done(rows: int) -> None:
        nonlocal said, so_far
        so_far += rows
        now = time.monotonic()
        if now - said >= SECONDS_BETWEEN_LINES:
            said = now
            left = (now - begun) / so_far * max(total - so_far, 0) if so_far else 0
            sys.stderr.write(f"{label}: {so_far:,} of {total:,} {unit}, about {left:.0f} s left\n")
            sys.stderr.flush()

    yield done
