"""What must hold before a change lands, apart from the tests (`portal.py check` and `fix`)."""
