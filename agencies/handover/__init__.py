"""Open tasks of agencies that have ended go to their successors."""
