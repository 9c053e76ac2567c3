"""The board of tasks and the first sheet of the monthly workbook."""
