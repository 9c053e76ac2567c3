"""What the rows of a workbook mean, and which of an employer's open vacancies they are."""
