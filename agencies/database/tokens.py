"""What is stored of tokens that open something to whoever has them: never the token itself."""

import hashlib


def token_digest(token: str) -> str:
    # Tokens are random with 256 bits, so a plain hash cannot be reversed by guessing.
    return hashlib.sha256(token.encode()).hexdigest()
