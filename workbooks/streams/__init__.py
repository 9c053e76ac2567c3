"""Rows and cells as XML, streamed into the sheets of a book."""
