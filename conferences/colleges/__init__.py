"""Colleges and universities: their majors beside open vacancies, and visits there."""
