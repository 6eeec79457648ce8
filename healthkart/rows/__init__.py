"""The rows behind the numbers: which they are, and the newest of them by index."""
