"""What is committed, read over another connection: only where the caller's own sees the same."""

import subprocess
import sys
from pathlib import Path

from tests.commands.test_import_killed import ROOT, database, environment

__all__ = ["database"]

# In a process of its own, for the tests' database is in memory, or within a transaction.
READS = """
import django
django.setup()
import pyarrow as pa
from campaigns.models import TrackingEvent
from django.db import transaction
from healthkart import bulk
from healthkart.analytics.transactions import changing
from healthkart.bulk import scanning

asked = []
scanning._read = lambda *arguments, read=scanning._read: asked.append(arguments) or read(*arguments)
schema = pa.schema([("day", pa.date32()), ("source", pa.string()), ("influencer", pa.int64()), ("revenue", pa.int64())])
columns = "date AS day, source, influencer_id AS influencer, revenue"

def alike(where, parameters, rows):
    asking = f"SELECT {columns} FROM campaigns_trackingevent WHERE {where} ORDER BY id", schema, parameters
    usual = bulk.select(*asking)
    return bulk.select_unchanged(*asking) == usual and len(usual) == rows

rows = TrackingEvent.objects.count()
with changing():
    print(alike("1 = 1", [], rows), alike("id > %s", [rows - 2], 2), alike("source = %s", ["nobody"], 0), len(asked))
with transaction.atomic():
    TrackingEvent.objects.filter(pk=rows).delete()
    with changing():
        print(alike("1 = 1", [], rows - 1), len(asked))
"""


def test_it_is_what_the_transaction_sees(database: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", READS], cwd=ROOT, env=environment(database), capture_output=True, text=True
    )
    assert (ended.stdout, ended.stderr) == ("True True True 3\nTrue 3\n", "")
