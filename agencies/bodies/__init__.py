"""Provinces, agencies and groups of agencies through time, found by the names that people type."""
