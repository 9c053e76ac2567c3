"""People who come to a job fair: registration with consent, interview places and waiting lines."""
