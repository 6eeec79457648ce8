"""What else could answer: DuckDB over the raw rows, and pandas that merges the files at each click."""
