"""A Saturday at a job fair: its rows, its people, and what is counted afterwards."""
