"""A secret told later, and the seal of it that everybody may write down beforehand.

Used by draws: the seal shows afterwards that the secret was not chosen to suit. Pure.
"""

import hashlib
import secrets


def new_secret():
    """128 bits in letters and digits that no command line takes for an option."""
    return secrets.token_hex(16)


def sha256_of(*parts):
    """Of the texts with | between them, in UTF-8; lower-case hex."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()
