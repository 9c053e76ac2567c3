"""Documents (văn bản) with their clauses and proposals, as the register keeps them."""
