"""Targets (chỉ tiêu) of the year's plans: their indicators, what was measured, how far they are."""
