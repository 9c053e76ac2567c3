"""Calendar feeds of deadlines (RFC 5545) for the calendars of phones and programs."""
