"""A replica of PostgreSQL that answers what everybody may read, and says how old its answer is
(decision 0044).
"""
