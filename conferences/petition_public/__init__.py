"""What everybody reads of petitions and their answers, without names."""
