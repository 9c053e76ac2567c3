"""Who has come to a conference, point by point."""
