"""All invitations that wait for an answer, and the list of agencies with their people."""
