"""What the letters of job fairs say."""
