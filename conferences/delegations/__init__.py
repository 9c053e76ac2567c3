"""Delegations to partner provinces: who travels, when and where, what is said, what came of it."""
