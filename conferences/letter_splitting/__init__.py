"""A letter that answers several petitions: split by petition, confirmed by hand."""
