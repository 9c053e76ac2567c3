"""Reads tables as people write them: files of every kind to sheets of cells, sheets to heads, rows
and what is left out. Knows no framework, and nothing of what the rows are about.
"""
