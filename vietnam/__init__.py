"""The country's conventions as a pure library: no Django, no database, no network."""
