from safeguard.accounts.models.invitation import Invitation
from safeguard.accounts.models.mail import AccountMail
from safeguard.accounts.models.office import Handover
from safeguard.accounts.models.sign_in import SignIn
from safeguard.accounts.models.user import User

__all__ = ["AccountMail", "Handover", "Invitation", "SignIn", "User"]
