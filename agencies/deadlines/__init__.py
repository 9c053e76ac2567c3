"""The dated occurrences of a deadline, and why a deadline means its day."""
