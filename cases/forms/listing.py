from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.enums import OVER, CaseStatus, Kind
from cases.models import Case
from cases.selectors.cases import worked_on_by
from safeguard import clock
from safeguard.access.member import Member
from safeguard.forms import GovForm, SelectField, TextField

_ALL = ("", _("All"))


class CaseSearchForm(GovForm):
    """Sent by POST, so that no name stands in an address, a browser's history or a log."""

    query = TextField(label=_("Number, words or a name"), width=20, required=False, says_optional=False, max_length=100)


class CaseFilterForm(GovForm):
    """Filters live in the address and can be shared. Words that nobody knows narrow nothing."""

    status = SelectField(
        label=_("Stage"), choices=[_ALL, *CaseStatus.choices], required=False, empty="", says_optional=False
    )
    kind = SelectField(label=_("Kind"), choices=[_ALL, *Kind.choices], required=False, empty="", says_optional=False)
    late = SelectField(
        label=_("Limits"), choices=[_ALL, ("late", _("Overdue"))], required=False, empty="", says_optional=False
    )
    mine = SelectField(
        label=_("Who works on it"), choices=[_ALL, ("mine", _("I do"))], required=False, empty="", says_optional=False
    )

    def narrow(self, cases: QuerySet[Case], member: Member) -> QuerySet[Case]:
        """Each filter by itself: one that can't be read leaves the others in force."""
        self.is_valid()
        answers = getattr(self, "cleaned_data", {})
        if status := answers.get("status"):
            cases = cases.filter(status=status)
        if kind := answers.get("kind"):
            cases = cases.filter(kinds__contains=[kind])
        if answers.get("late"):
            cases = cases.filter(next_due_at__lt=clock.now()).exclude(status__in=OVER)
        if answers.get("mine"):
            cases = worked_on_by(cases, member)
        return cases
