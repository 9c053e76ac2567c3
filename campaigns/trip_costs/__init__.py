"""What delegations cost, against the lines of a budget."""
