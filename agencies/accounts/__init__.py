"""Signing in: who somebody is. What a person may do comes from seats
(agencies/people/permissions.py).
"""
