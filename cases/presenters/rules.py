"""What is to be done by a rule, and how much of it is done."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain.notices import Progress
from safeguard import dates
from safeguard.limits import full_title
from safeguard.procedures.schema import Rule


def act_title(rule: Rule, done: Progress | None = None) -> str:
    """What is to be done: the procedure's words; for the representatives shorter, with how many were told."""
    if not rule.each:
        return full_title(rule)
    title = _("Tell the representatives of the children")
    return f"{title}: {progress_text(done)}" if done else title


def progress_text(done: Progress) -> str:
    words = ngettext("%(told)s of %(sides)s side", "%(told)s of %(sides)s sides", done.sides)
    return dates.glue(words % {"told": done.told, "sides": done.sides})
