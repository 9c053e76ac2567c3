"""From the items of an outline to proposed tasks: who owes what, by when, and how sure that is."""
