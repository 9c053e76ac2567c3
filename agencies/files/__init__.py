"""Files that come in and go out: kept until a form is right, read row by row, stamped and
logged.
"""
