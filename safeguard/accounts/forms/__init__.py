from safeguard.accounts.forms.account import AccountForm
from safeguard.accounts.forms.invited import AcceptForm
from safeguard.accounts.forms.staff import ActingHeadForm, InviteForm, LeaveForm, RolesForm

__all__ = ["AcceptForm", "AccountForm", "ActingHeadForm", "InviteForm", "LeaveForm", "RolesForm"]
