"""What is tried on the running services."""
