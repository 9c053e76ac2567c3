"""The cleaned text of a document: where its characters came from, its lines and the marks of its
items.
"""
