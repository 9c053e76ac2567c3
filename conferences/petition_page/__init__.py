"""One petition on one page, with all that can be done there."""
