"""The page of one point behind its signed link: for its technician's phone, without an account."""
