"""One file each into the database, inside the transaction of the import.

What a row says is compared with the row that stands in the database; a column that the file does not have leaves what
is stored alone, a cell that is empty clears it.
"""
