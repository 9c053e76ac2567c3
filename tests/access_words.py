"""Addresses that no right of a seat guards."""

PUBLIC = "public"
OWN = "own account"
"""Whoever has signed in, with or without a seat: nothing there is of anybody else (test_account,
test_factors).
"""

LOG = "agencies_auditentry"
"""That a file with many rows was taken away is written down."""
ANY_TABLE = "any table"
"""Other programs decide that this is a GET."""
