"""The demonstration: a finished plan, one around today, people and what they ask."""
