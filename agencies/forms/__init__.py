"""How anything typed is read: fields, widgets, query strings, and that a form sent twice makes
one thing.
"""
