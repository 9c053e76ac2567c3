"""Building the month's report by itself on the agreed day, and telling its recipients."""
