"""Codes that people read off a page and type into another: without the letters and digits that look
alike.
"""

import secrets

# Neither O and 0 nor I and 1.
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 8


def make_code() -> str:
    return "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
