"""How numbers are shown: filters and dates in, then cards, tables, figures and pages out."""
