"""The log of every process: one event a line, as JSON or as text, without personal data
(docs/decisions/0042).
"""
