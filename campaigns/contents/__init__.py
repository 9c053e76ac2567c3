"""Contents of waves: written, cleared by two agencies, released."""
