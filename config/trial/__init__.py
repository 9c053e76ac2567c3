"""The portal on one machine, for trial and development: settings, servers and processes that start
with one command.
"""
