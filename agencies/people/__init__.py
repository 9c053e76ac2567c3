"""People, the seats they hold, and what each role may do."""
