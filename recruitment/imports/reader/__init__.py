"""Reading workbooks of demand that employers send: which sheet, which columns, which rows. Knows no
framework.
"""
