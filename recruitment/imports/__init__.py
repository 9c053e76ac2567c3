"""Demand from a workbook: read, looked through, mended, made into vacancies."""
