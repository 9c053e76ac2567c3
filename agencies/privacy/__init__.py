"""Requests about personal data, consent, and what is deleted when its time is over."""
