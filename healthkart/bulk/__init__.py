"""Many rows at once, as Arrow columns, in the caller's transaction. Never in the web process: Arrow is large.

inserting  Arrow columns into a table
staging    how SQLite takes a million of them
copying    how Postgres takes them, and gives them
selecting  what a statement finds, as Arrow columns
indexes    a table without its indexes while it is filled
scanning   whole tables, over several connections
engine     DuckDB, which works ledger and results out from such columns
rebuilding ledger and results anew, all of them
proof      that they are what the raw rows make

Columns have the names of the database. Days are date32 in Arrow, on SQLite ISO text in the table; money is int64 paise.
"""

from healthkart.bulk.indexes import outnumbered, without_indexes
from healthkart.bulk.inserting import insert
from healthkart.bulk.selecting import select

__all__ = ["insert", "outnumbered", "select", "without_indexes"]
