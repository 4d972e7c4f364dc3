from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseStatus, Kind
from cases.models import Case
from safeguard import clock
from safeguard.forms import GovForm, SelectField


class CaseFilterForm(GovForm):
    """Filters live in the address and can be shared. Words that nobody knows narrow nothing."""

    status = SelectField(label=_("Stage"), choices=[("", _("All")), *CaseStatus.choices], required=False, empty="")
    kind = SelectField(label=_("Kind"), choices=[("", _("All")), *Kind.choices], required=False, empty="")
    late = SelectField(label=_("Limits"), choices=[("", _("All")), ("late", _("Overdue"))], required=False, empty="")

    def narrow(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        if not self.is_bound or not self.is_valid():
            return cases
        if status := self.cleaned_data["status"]:
            cases = cases.filter(status=status)
        if kind := self.cleaned_data["kind"]:
            cases = cases.filter(kinds__contains=[kind])
        if self.cleaned_data["late"]:
            cases = cases.filter(next_due_at__lt=clock.now())
        return cases
