"""Deadlines that come back: on a day or month of each period, or so often without a day."""
