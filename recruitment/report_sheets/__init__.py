"""Reports for a period as workbooks: taken away to be filled in, and read back however people
write them.
"""
