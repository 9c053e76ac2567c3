"""Members of a delegation: named by agency, invited, and what they answer."""
