"""Rows as CSV and Excel files, streamed."""
