"""Realistic mass data for measurements, written by COPY: agencies with their seats, documents,
tasks, occurrences.

The same seed gives the same rows. Nothing here is ever called in the running portal.
"""
