"""Tasks and their occurrences: who sees which, their state, their figures, the rows of lists."""
