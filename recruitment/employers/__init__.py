"""Employers and industrial parks, and at whose desk an address lies."""
