"""Counts of who lodges in the communes, month by month."""
