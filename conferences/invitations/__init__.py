"""Who is to sit at which point of a conference, invited by letter, answered with or without an
account.
"""
