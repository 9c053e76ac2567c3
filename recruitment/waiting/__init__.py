"""What waits at an office's desk, and the morning letter about it."""
