"""The rows behind the numbers: which they are, their columns, the lists of all, and the newest of some by index."""
