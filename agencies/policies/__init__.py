"""Reminder policies: who is reminded when, for all tasks, a kind of documents, or one document."""
