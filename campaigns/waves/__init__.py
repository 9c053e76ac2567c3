"""Waves of communication: planned, dated, counted by month and in the duties that count them."""
