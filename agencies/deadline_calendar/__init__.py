"""Deadlines on the days of a month."""
