"""Random parts of links: only their digest is kept."""

import hashlib
import secrets

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from safeguard.accounts.models import User


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class ResetTokens(PasswordResetTokenGenerator):
    """Dies with use (the password), with a change of address and with everything that ends sessions."""

    key_salt = "safeguard.accounts.reset"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}|{user.session_epoch}|{user.is_active}"


reset_tokens = ResetTokens()
