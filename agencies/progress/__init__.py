"""The life of an occurrence: reported on, submitted, accepted or returned; a task is withdrawn."""
