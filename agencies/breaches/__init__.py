"""Breaches of personal data, each with its 72 hours."""
