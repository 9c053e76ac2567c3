"""What a conference does in which minute: drafts, published versions, and the running clock."""
