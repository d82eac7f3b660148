"""First passwords: read from a slip of paper, typed once, then changed."""

import secrets

# Without the letters and digits that look alike on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def first_password():
    """Two groups of four, 40 bits: enough where five tries are followed by 15 minutes."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
