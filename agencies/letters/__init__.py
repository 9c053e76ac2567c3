"""What the letters of this app say: reminders, notices, morning digests, what leaders hear."""
