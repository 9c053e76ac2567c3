"""The day of a fair: arriving, being called by number, and the board that everybody looks at."""
