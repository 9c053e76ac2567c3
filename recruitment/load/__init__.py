"""Realistic mass data for measurements, written by COPY: parks, employers, vacancies of two years.

The same seed gives the same rows. Nothing here is ever called in the running portal.
"""
