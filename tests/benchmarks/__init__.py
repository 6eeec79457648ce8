"""How fast it is: `python -m tests.benchmarks` measures what the README's table promises.

Read it in this order:

    figures     one measured number with its limit, and the table of them
    machine     what they were measured on
    timing      how often something is done before its time counts
    processes   work in a process of its own: how long it took, how much memory it had
    databases   scratch databases, on SQLite or Postgres
    worlds      the simulated world, its files, and a database that holds it
    more_rows   more tracked rows of such a world
    filters     the eleven sets of filters
    visuals     what each page asks, as declarations
    rivals/     the same questions put to DuckDB and to pandas
    pages       the three pages beside the rivals
    server      gunicorn, and someone who is logged in
    bench       what the parts share
    parts/      what is measured, a module for each part of the table
"""
