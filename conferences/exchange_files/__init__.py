"""What a centre hands over to the national job exchange about a fair: a file with its receipt."""
