"""What the measurements share: rows, figures and their table, a bare server, a load of requests."""
