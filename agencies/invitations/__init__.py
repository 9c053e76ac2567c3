"""All unanswered invitations, and the list of agencies with their people."""
