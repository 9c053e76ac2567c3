"""The list of documents, uploading one, its page, its register data."""
