"""What is asked around the agenda: a question, why one is left off, what an invited person said."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeguard.forms import GovForm, SelectField, WordsField


class ProposalForm(GovForm):
    text = WordsField(label=_("The question, as the agenda will have it"), rows=2, max_length=500)
    case = SelectField(label=_("About a case"), empty=_("None"), required=False, says_optional=False)
    seat = SelectField(label=_("Who proposes"))

    def __init__(self, *args: Any, cases: Any = (), seats: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", _("None")), *cases]  # type: ignore[attr-defined]
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
        if not seats:
            del self.fields["seat"]


class LeaveForm(GovForm):
    reason = WordsField(label=_("Why it isn't put on the agenda"), rows=2, max_length=1000)


class RemarkForm(GovForm):
    """Somebody without a vote spoke on a question."""

    invitation = SelectField(label=_("Who spoke"))
    text = WordsField(label=_("What was said, in short"), rows=4)

    def __init__(self, *args: Any, guests: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invitation"].choices = guests  # type: ignore[attr-defined]
