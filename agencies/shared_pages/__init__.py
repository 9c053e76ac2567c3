"""Public pages that many strangers ask for at once: each is drawn once and sent to all of them for
some seconds (decision 0056).
"""
