from django.db import transaction

from safeguard.accounts.models import User


@transaction.atomic
def change_profile(*, user: User, display_name: str, language: str, reminds_by_mail: bool) -> None:
    """What one may change about oneself; the papers that exist keep the name they were signed with."""
    user.display_name, user.language, user.reminds_by_mail = display_name, language, reminds_by_mail
    user.save(update_fields=["display_name", "language", "reminds_by_mail"])
