"""Agencies, seats and people from a workbook: looked through, mended, made and invited at once."""
