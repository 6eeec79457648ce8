"""CSV in and out. Read it in this order; what stands above `names` knows no Django:

cells       one cell: text in, value out, or what is wrong with it
plain       the same for whole columns that are plainly spelt, at once
formats     the files: their names, columns and aliases
problems    what is wrong in a file, and where
columns     the columns that a file has, and the values of their cells
tables      tables of such values; which row of a file is which stored row
quick       a large, plain file as a table
reading     any file as a table, or what is wrong in it
names       influencers, brands, products and campaigns by name, and new ones
database    stored rows as such tables; many rows written at once
incoming/   one kind of file each into the database
importing   all files in one transaction
exporting   the database as files
losses      what the files of the seed document cannot carry
"""
