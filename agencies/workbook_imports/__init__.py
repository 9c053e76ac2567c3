"""What workbooks of agencies and of vacancies share: reading, storing, the template, the pages."""
