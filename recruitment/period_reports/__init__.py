"""Reports that agencies owe for a period. A new one declares its kind (kinds.py); the rest is the
same for all.
"""
