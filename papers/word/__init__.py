"""A paper written for Word."""
