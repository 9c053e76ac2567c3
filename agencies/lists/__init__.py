"""Long lists in pages, and the words of their choices."""
