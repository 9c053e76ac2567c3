"""The demand board by month: what vacancies ask for, added up."""
