"""Employers' booths at job fairs, with their vacancies, room links and recruiters."""
