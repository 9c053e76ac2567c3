"""The page that follows a running conference, for hundreds of people at once."""
