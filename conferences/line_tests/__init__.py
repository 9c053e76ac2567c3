"""The line test (thử đường truyền) of a conference: points by checks, in two rounds, and what went
wrong.
"""
