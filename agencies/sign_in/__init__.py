"""Signing in: address and password, identity provider, limits, the lock of an idle session."""
