"""Changing the working calendar and the policy of dates, with what it moves."""
