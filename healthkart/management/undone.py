"""What a command says when it is stopped in the midst of its one transaction: that nothing of it was done."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError
from django.db import OperationalError

INTERRUPTED = 130  # as a shell has it: 128 and the number of SIGINT


@contextmanager
def undone(nothing: str) -> Iterator[None]:
    """Turn Ctrl-C, a full disk and what else a system refuses into one plain line; `nothing` says what was not done.

    Raises CommandError, with exit status 130 after Ctrl-C and 1 otherwise.
    """
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError(f"interrupted: {nothing}.", returncode=INTERRUPTED) from None
    except (OperationalError, OSError) as error:
        raise CommandError(f"{nothing}: {error}") from error
