"""The API: tokens, limits, and what of this app it answers."""
