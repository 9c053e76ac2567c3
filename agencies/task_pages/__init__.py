"""The task list, its export, and the page of one task."""
