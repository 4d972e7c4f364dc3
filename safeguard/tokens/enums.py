from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """What a token may do. A department's token may read figures and nothing else."""

    REPORTS_WRITE = "reports:write", _("File reports")
    CASES_READ = "cases:read", _("Read cases: number, stage, kinds, place, times; no names and no words")
    DEADLINES_READ = "deadlines:read", _("Read limits")
    STATISTICS_READ = "statistics:read", _("Read figures")


def scopes_of_kind(kind: str) -> tuple[Scope, ...]:
    """The scopes that an organisation of this kind may give."""
    return tuple(Scope) if kind == "school" else (Scope.STATISTICS_READ,)
