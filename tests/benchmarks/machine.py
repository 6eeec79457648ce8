"""What it was measured on."""

import os
import platform
from pathlib import Path

GIB = 2**30


def caption(database: str, command: str) -> str:
    """The machine, the versions and the command, as one sentence."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    cores = len(os.sched_getaffinity(0))
    return (
        f"`{command}` on {cores} cores ({processor()}), {memory:.0f} GiB of memory, "
        f"Python {platform.python_version()}, {database}:"
    )


def processor() -> str:
    """What the cores are called, as far as the system says."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def database_version() -> str:
    """The database that Django uses here, with its version."""
    from django.db import connection

    version = ".".join(map(str, connection.get_database_version()))
    connection.close()
    return f"{connection.display_name} {version}"
