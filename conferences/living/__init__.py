"""Living there: housing, schools and coach routes of the places where people come to work."""
