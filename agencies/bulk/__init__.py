"""One action on many rows of the task list; which seat looks after a task."""
