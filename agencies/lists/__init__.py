"""Long lists: their pages, rows that cost little to read and to draw, and the words of choices."""
