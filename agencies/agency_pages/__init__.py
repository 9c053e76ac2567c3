"""Finding an agency, its page, and who answers questions for it (đầu mối)."""
