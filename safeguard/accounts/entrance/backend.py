from allauth.account.auth_backends import AuthenticationBackend

from safeguard.accounts.models import User
from safeguard.accounts.services.demo import demo_is_on


class Backend(AuthenticationBackend):
    """By e-mail. Asked at sign-in and, by Django, at every request of a session."""

    def user_can_authenticate(self, user: User) -> bool:
        """An invented person signs in to a demo only: their password is no secret."""
        return bool(super().user_can_authenticate(user)) and (demo_is_on() or not user.is_demo)
