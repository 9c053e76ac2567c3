"""Files that prove what was done, and a look at them without keeping them."""
