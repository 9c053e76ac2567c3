"""Home provinces from which people are wanted or come, of today and before the mergers."""
