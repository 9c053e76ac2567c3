"""Vacancies: written, submitted, found by officials; what can be done with one now."""
