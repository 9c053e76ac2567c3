"""At which office's desk a registration, a vacancy or a report is decided on, and letters to it."""
