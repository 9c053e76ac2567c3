"""Agencies, seats and people from a workbook: reviewed, corrected, created and invited at once."""
