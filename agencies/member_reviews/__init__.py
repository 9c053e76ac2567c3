"""Once a year each agency confirms that everybody holds the right seat."""
