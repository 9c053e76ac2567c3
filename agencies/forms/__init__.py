"""How anything typed is read: fields, widgets, query strings, and forms that take effect only
once.
"""
