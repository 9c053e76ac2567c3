"""The log of every process: one event per line, as JSON or text, without personal data
(docs/decisions/0042).
"""
