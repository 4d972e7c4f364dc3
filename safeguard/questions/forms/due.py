"""When is it due? First the procedure and the report; at the second look what else the procedure counts from."""

from collections.abc import Mapping
from typing import Any

from django.forms import HiddenInput
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from safeguard.calendars import CALENDARS
from safeguard.errors import DomainError
from safeguard.forms import GovForm, NumberField, RadioField, WallField
from safeguard.limits import calendar_name
from safeguard.procedures.ask import facts_of
from safeguard.procedures.ask.values import WEEK
from safeguard.procedures.schema import Procedure
from safeguard.questions.forms.choices import WEEKS, ProcedureField, known
from safeguard.questions.presenters.words import STARTS, refusal_text

MOST_MEMBERS = 1000
ASKED = ("received_day", "received_month", "received_year", "received_time")


class DueForm(GovForm):
    """Its answers are the address. `procedure_asked` is what the second look is about."""

    procedure = ProcedureField(label=_("Which procedure does the institution work by?"))
    received = WallField(
        label=_("When did the head receive the report?"),
        help_text=_("As the clock showed it there. Without a time the count begins at 00:00 of that day."),
    )

    def __init__(self, answers: Mapping[str, Any]) -> None:
        """Whoever follows a link that names only the procedure hasn't answered anything yet."""
        self.procedure_asked = known(answers.get("procedure"))
        usual = _usual(self.procedure_asked) if self.procedure_asked else {}
        given = usual | {name: value for name, value in answers.items() if value or name not in usual}
        super().__init__(given if any(name in given for name in ASKED) else None, initial=given)
        if self.procedure_asked:
            self._ask_more(self.procedure_asked)

    def _ask_more(self, procedure: Procedure) -> None:
        """The procedure itself is settled: another one is another question."""
        self.fields["procedure"].widget = HiddenInput()
        for start in facts_of(procedure):
            self.fields[start] = WallField(label=STARTS[start], required=False, says_optional=False)
        calendars = [code for code, country in CALENDARS.items() if country == procedure.country]
        if len(calendars) > 1:
            self.fields["calendar"] = _calendar_field(calendars, procedure.calendar)
        self.fields["week"] = RadioField(
            label=_("Working week"), choices=WEEKS, required=False, look="govuk-radios--inline", says_optional=False
        )
        if procedure.commission:
            self.fields["composition"] = _composition_field()

    @property
    def further(self) -> list[BoundField]:
        """What the second look adds."""
        return [self[name] for name in self.fields if name not in self.base_fields]

    @property
    def has_more(self) -> bool:
        """Something of it was answered other than usual, or refused: then it stands open."""
        usual = _usual(self._procedure) if self.further else {}
        return self.is_bound and any(field.errors or _is_told(field, usual) for field in self.further)

    def question(self) -> dict[str, object]:
        """As `manage.py explain` takes it."""
        given = self.cleaned_data
        facts = {str(start): given[start] for start in facts_of(self._procedure) if given.get(start)}
        asked = {"procedure": given["procedure"], "received": given["received"], "facts": facts}
        if given.get("calendar"):
            asked["calendar"] = given["calendar"]
        return asked | ({"week": int(given["week"])} if given.get("week") else {})

    def refuse(self, error: DomainError) -> None:
        """Beside the date that can't be; what isn't about a fact is about the report's own date."""
        self.add_error(error.field if error.field in self.fields else "received", refusal_text(error))

    @property
    def _procedure(self) -> Procedure:
        assert self.procedure_asked is not None  # noqa: S101  the field has let no other word pass
        return self.procedure_asked


def _usual(procedure: Procedure) -> dict[str, Any]:
    """What counts unless the reader says otherwise: shown as chosen, so that nobody has to guess."""
    return {"calendar": procedure.calendar, "week": str(WEEK)}


def _is_told(field: BoundField, usual: Mapping[str, Any]) -> bool:
    return field.field.has_changed(usual.get(field.name), field.data)


def _calendar_field(codes: list[str], usual: str) -> RadioField:
    choices = [(code, calendar_name(code)) for code in sorted(codes, key=lambda code: code != usual)]
    return RadioField(label=_("Calendar"), choices=choices, required=False, says_optional=False)


def _composition_field() -> NumberField:
    return NumberField(
        label=_("Members of the commission"),
        help_text=_("The composition approved for the meeting: quorum and majority are counted from it."),
        required=False,
        says_optional=False,
        min_value=1,
        max_value=MOST_MEMBERS,
    )
