"""What the public may read of petitions and answers: hidden by proposal, confirmed by hand."""
