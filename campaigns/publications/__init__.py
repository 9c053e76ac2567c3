"""What outlets have published of the waves, with proof, and its counts."""
