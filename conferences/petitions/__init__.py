"""Petitions of workers: split from speeches, routed to agencies, redirected, merged."""
