"""Documents of a conference: versions, for whom they are, who has read them, a reader's notes."""
