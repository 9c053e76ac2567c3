"""Many vacancies checked at once."""
