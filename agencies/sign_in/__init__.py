"""Signing in: password, identity provider, limits, the lock of an idle session, the acting seat."""
