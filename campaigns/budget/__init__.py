"""Budget lines of a plan, from the estimate to the settlement."""
