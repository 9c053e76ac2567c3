"""Points of a conference (điểm cầu): changed, linked, taken away, and the page of one."""
