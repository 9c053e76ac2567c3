"""Workers who want to work somewhere: with consent, for a time."""
