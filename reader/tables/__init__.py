"""Tables of tasks: a row is a task, with columns for content, lead, partners and time."""
