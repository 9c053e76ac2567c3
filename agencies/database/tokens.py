"""What is kept of tokens that open something to whoever has them: never the token."""

import hashlib


def token_digest(token: str) -> str:
    """Tokens are drawn at random with 256 bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
