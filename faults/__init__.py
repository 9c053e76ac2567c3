"""`portal.py faults`: what must survive, shown by counting at a mail server while real processes
are killed.
"""
