"""What stands around every page: first page, language, rail, gallery of components."""
