"""Partner provinces: the file of each, with its contacts, documents, and what both sides ask."""
