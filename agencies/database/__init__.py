"""What tables and their fields are made of: days, addresses, secrets, locks, limits of a
question.
"""
