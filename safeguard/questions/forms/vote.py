"""Is it carried? The composition alone gives quorum and majority; with the votes also the outcome."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from safeguard.errors import DomainError
from safeguard.forms import GovForm, NumberField, RadioField
from safeguard.procedures.tally import Chair
from safeguard.questions.forms.choices import ProcedureField
from safeguard.questions.forms.due import MOST_MEMBERS
from safeguard.questions.presenters.votes import TIE_RULES
from safeguard.questions.presenters.words import refusal_text

CHAIRS = [
    (Chair.FOR, _("For")),
    (Chair.AGAINST, _("Against")),
    (Chair.ABSTAIN, _("Abstained")),
    (Chair.ABSENT, _("Wasn't there")),
]
COUNTS = ("present", "for", "against", "abstain")


def _count(label: Any, **kwargs: Any) -> NumberField:
    return NumberField(label=label, required=False, says_optional=False, max_value=MOST_MEMBERS, **kwargs)


class VoteForm(GovForm):
    """The names of its fields are those of `manage.py tally`."""

    procedure = ProcedureField(label=_("Which procedure does the institution work by?"), has_commission=True)
    composition = NumberField(
        label=_("Members of the commission"),
        help_text=_("The composition approved for the meeting. People who are only invited don't count."),
        min_value=1,
        max_value=MOST_MEMBERS,
    )
    present = _count(_("Present"))
    against = _count(_("Against"))
    abstain = _count(_("Abstained"))
    chair = RadioField(
        label=_("The chair voted"), choices=CHAIRS, required=False, look="govuk-radios--inline", says_optional=False
    )
    tie = RadioField(
        label=_("Rule for an equal split"),
        help_text=_("Left open, the rule of the procedure counts."),
        choices=list(TIE_RULES.items()),
        required=False,
        says_optional=False,
    )

    field_order = ("procedure", "composition", "present", "for", "against", "abstain", "chair", "tie")

    def __init__(self, answers: Mapping[str, Any]) -> None:
        super().__init__(answers if "composition" in answers else None, initial={"procedure": answers.get("procedure")})
        self.fields["for"] = _count(_("For"))  # a word of the language that can't be a class attribute
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A vote is whole or not asked about."""
        given = super().clean() or self.cleaned_data
        for name in ("present", "for", "against"):
            if self.has_votes and name in given and given[name] is None:
                self.add_error(name, self.fields[name].error_messages["required"])
        return given

    @property
    def has_votes(self) -> bool:
        return any(self.cleaned_data.get(name) is not None for name in COUNTS)

    def question(self) -> dict[str, object]:
        """As `manage.py tally` takes it; without votes, a full house that agrees shows quorum and majority."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if not self.has_votes:
            return {"procedure": given["procedure"]} | full_house(given["composition"])
        return given

    def refuse(self, error: DomainError) -> None:
        """What the chair can't have done stands beside the chair, every other miscount beside who was present."""
        chair = error.params.get("chair")
        said = {"chair": str(dict(CHAIRS)[Chair(str(chair))])} if chair else {}
        self.add_error("chair" if chair else "present", refusal_text(error, **said))


def full_house(composition: int) -> dict[str, object]:
    return {"composition": composition, "present": composition, "for": composition, "against": 0}
