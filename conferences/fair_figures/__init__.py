"""Figures of job fairs for the month's report, and its sheet."""
