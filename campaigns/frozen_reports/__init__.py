"""Months of which the figures are frozen: asked for, taken in one snapshot, kept for ever."""
