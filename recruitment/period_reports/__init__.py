"""What reports for a period have in common."""
