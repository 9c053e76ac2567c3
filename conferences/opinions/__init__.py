"""Whether an answer helped: the opinion of the worker who raised the petition."""
