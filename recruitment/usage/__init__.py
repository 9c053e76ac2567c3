"""Employers' reports on the use of labour."""
