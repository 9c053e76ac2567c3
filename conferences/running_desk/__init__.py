"""The secretary's desk while a conference runs: the clock, who speaks, what is asked."""
