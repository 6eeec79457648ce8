"""CSV in and out. Read it in this order:

cells       one cell: text in, value out, or what is wrong with it                        no Django
formats     the files: names, columns, aliases                                            no Django
problems    what is wrong in a file, and where                                            no Django
reading     a file as a table of parsed values                                            no Django
tables      helpers on such tables: by distinct value, which row is which                 no Django
names       influencers, brands, products and campaigns by name
stored      rows of the database as such tables, and many rows written at once
influencers, campaigns, posts, payouts, tracking      one file each into the database
importing   all files in one transaction
exporting   the database as files
"""
