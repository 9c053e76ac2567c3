"""The API of vacancies, and the one by which employers' programs keep their own."""
