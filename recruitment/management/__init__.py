"""Commands of `manage.py`: vacancies from a workbook, rows for benchmarks."""
