"""Deeds that a recurring duty counts, and the day of the event from which a deadline counts."""
