from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safeguard.forms import GovForm, RadioField, TextField, YesNoField


class AccountForm(GovForm):
    """What one may change about oneself."""

    display_name = TextField(
        label=_("Your name"),
        help_text=_("As it stands in papers and in the log"),
        seen_by=_("Everybody you work with sees it"),
        width=30,
    )
    language = RadioField(label=_("Language"), choices=settings.LANGUAGES)
    reminds_by_mail = YesNoField(
        label=_("Reminders of deadlines by e-mail too"),
        help_text=_("Missed deadlines always come by e-mail. No letter says what a case is about."),
    )
