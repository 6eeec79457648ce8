"""Insights: what the data show, in plain sentences. The numbers are those of the other pages; the words are here."""
