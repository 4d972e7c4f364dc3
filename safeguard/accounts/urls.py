"""Addresses of the entrance, of one's own account and of the people who work in a place."""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from django.conf import settings
from django.urls import URLPattern, include, path, re_path
from django.views.generic import RedirectView

from safeguard.access.permissions import Permission
from safeguard.accounts.views import account, acting, demo, home, invited, leaving, log, second, staff
from safeguard.accounts.views.places import mounted

# Names are allauth's own; what isn't listed (sign-up, change of address, login by code) doesn't exist.
_entrance = [
    path("sign-in/", account_views.login, name="account_login"),
    path("sign-in/code/", mfa_views.authenticate, name="mfa_authenticate"),
    path("sign-out/", account_views.logout, name="account_logout"),
    path("sign-in/closed/", account_views.account_inactive, name="account_inactive"),
    path("password/", account_views.password_reset, name="account_reset_password"),
    path("password/sent/", account_views.password_reset_done, name="account_reset_password_done"),
    path("password/done/", account_views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/confirm/", account_views.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path("account/password/", account_views.password_change, name="account_change_password"),
    path("account/second-step/", RedirectView.as_view(pattern_name="accounts:account"), name="mfa_index"),
    path("account/second-step/set-up/", second.SetUp.as_view(), name="mfa_activate_totp"),
    path("account/second-step/remove/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-step/codes/", code_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-step/codes/new/", code_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-step/codes/file/", code_views.download_recovery_codes, name="mfa_download_recovery_codes"),
]

_ours: list[URLPattern] = [
    path("account/", account.account, name="account"),
    path("account/sessions/end/", account.end_sessions, name="end_sessions"),
    path("where/", home.switch, name="switch"),
    path("invited/<str:token>/", invited.invited, name="invited"),
    *mounted("staff/", staff.staff, Permission.STAFF_MANAGE, "staff"),
    *mounted("staff/invite/", staff.invite_person, Permission.STAFF_MANAGE, "staff_invite"),
    *mounted("staff/<uuid:membership_id>/", staff.person, Permission.STAFF_MANAGE, "staff_person"),
    *mounted("staff/<uuid:membership_id>/roles/", staff.roles, Permission.STAFF_MANAGE, "staff_roles"),
    *mounted("staff/<uuid:membership_id>/leave/", leaving.leave, Permission.STAFF_MANAGE, "staff_leave"),
    *mounted("staff/<uuid:membership_id>/second-step/", leaving.factor, Permission.STAFF_MANAGE, "staff_factor"),
    *mounted("staff/invited/<uuid:invitation_id>/again/", staff.resend, Permission.STAFF_MANAGE, "staff_resend"),
    *mounted("staff/invited/<uuid:invitation_id>/withdraw/", staff.revoke, Permission.STAFF_MANAGE, "staff_revoke"),
    *mounted("acting/", acting.acting, Permission.STAFF_MANAGE, "acting"),
    *mounted("acting/<uuid:acting_id>/end/", acting.end, Permission.STAFF_MANAGE, "acting_end"),
    *mounted("log/", log.log, Permission.ADMIN_LOG_VIEW, "log"),
]

urlpatterns = [
    path("", home.home, name="home"),
    *_entrance,
    path("", include((_ours, "accounts"))),
]
if settings.MODE != "production":
    urlpatterns.append(path("demo/codes/", demo.codes, name="demo_codes"))
