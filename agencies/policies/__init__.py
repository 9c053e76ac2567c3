"""Reminder policies: when who is reminded, for all tasks, for a kind of documents, for one
document.
"""
