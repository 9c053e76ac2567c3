"""What everybody sees of job fairs, and the pages behind signed links."""
