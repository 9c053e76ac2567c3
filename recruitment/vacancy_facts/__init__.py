"""What a vacancy says, as one value with one validator for all ways by which it comes."""
