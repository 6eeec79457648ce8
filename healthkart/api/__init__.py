"""The REST API: the numbers of the pages by group, and what its lists share."""
