"""Changing the working calendar and the policy of dates, and moving the dates that depend on
them.
"""
