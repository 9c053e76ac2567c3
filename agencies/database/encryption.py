"""Secrets that must be read again, such as a link in a waiting letter: encrypted with keys derived
from SECRET_KEY.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Purpose of the secrets of authenticator apps and of recovery codes.
FACTORS = "agencies.factors.middleware"
# Purpose of the links of letters that wait.
LETTER_LINKS = "agencies.mail.account_letters"


class LostKeyError(Exception):
    """What was encrypted cannot be read: its key is neither SECRET_KEY nor one of
    SECRET_KEY_FALLBACKS.
    """


def encrypt_secret(text: str, *, purpose: str) -> str:
    """Encrypt with the present SECRET_KEY. What was encrypted for one purpose cannot be read for
    another.
    """
    return _fernet(purpose).encrypt(text.encode()).decode()


def decrypt_secret(encrypted: str, *, purpose: str) -> str:
    """Read with SECRET_KEY, or one that it replaced. Raises LostKeyError."""
    try:
        return _fernet(purpose).decrypt(encrypted.encode()).decode()
    except InvalidToken as unreadable:
        raise LostKeyError(purpose) from unreadable


def is_secret_readable(encrypted: str, *, purpose: str) -> bool:
    try:
        decrypt_secret(encrypted, purpose=purpose)
    except LostKeyError:
        return False
    return True


def renew_secret(encrypted: str, *, purpose: str) -> str:
    """The same secret encrypted with the present SECRET_KEY; unchanged if it already is. Raises
    LostKeyError.
    """
    try:
        Fernet(_derive_key(settings.SECRET_KEY, purpose)).decrypt(encrypted.encode())
    except InvalidToken:
        return encrypt_secret(decrypt_secret(encrypted, purpose=purpose), purpose=purpose)
    return encrypted


def _fernet(purpose: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derive_key(key, purpose)) for key in keys])


def _derive_key(key: str, purpose: str) -> bytes:
    return urlsafe_b64encode(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key.encode())
    )
