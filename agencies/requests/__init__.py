"""What is asked about a task: a later date, an explanation, a clearance, a pause of reminders."""
