"""What an operator enters about an institution."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from safeguard.forms import DateField, GovForm, PhoneField, RadioField, SelectField, TextField
from safeguard.organisations.enums import SchoolType
from safeguard.organisations.models import Organisation
from safeguard.organisations.services.changes import procedures_of
from safeguard.organisations.services.organisations import Details, SchoolDetails

ZONES = ("Europe/Kyiv", "Asia/Almaty", "Asia/Aqtau", "Asia/Aqtobe", "Asia/Atyrau", "Asia/Oral", "Asia/Qostanay")
CALENDARS = {
    "ua": [("ua-martial", _("Ukraine, martial law")), ("ua-peace", _("Ukraine, peace"))],
    "kz": [("kz", _("Kazakhstan"))],
}
WEEKS = [(5, _("Five days")), (6, _("Six days"))]
_SLUG = RegexValidator(r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$", _("Use small Latin letters, figures and hyphens"))


class DetailsForm(GovForm):
    """What every institution has. `country` fixes zones, calendars and procedures."""

    name = TextField(label=_("Official name"), max_length=200)
    slug = TextField(
        label=_("Short name"),
        help_text=_("Part of its address; it never changes. For example kyiv-lyceum-12."),
        max_length=40,
        validators=[_SLUG],
        width=20,
    )
    language = SelectField(label=_("Language of its papers"), choices=settings.LANGUAGES)
    timezone = SelectField(
        label=_("Time zone"), choices=[(zone, zone) for zone in ZONES if zone in available_timezones()]
    )
    parent = SelectField(label=_("Stands under"))
    from_on = DateField(label=_("From which day"))

    def __init__(self, *args: Any, parents: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parents = {str(row.pk): row for row in parents}
        self.fields["parent"].choices = [(str(row.pk), row.name) for row in parents]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Organisation.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("This short name belongs to another institution"))
        return slug

    @property
    def stands_under(self) -> Organisation:
        return self.parents[self.cleaned_data["parent"]]

    def details(self) -> Details:
        answers = self.cleaned_data
        return Details(
            answers["slug"], answers["name"], self.stands_under.country, answers["timezone"], answers["language"]
        )


class _SchoolFields(GovForm):
    school_type = SelectField(label=_("Type"), choices=SchoolType.choices)
    week = RadioField(label=_("Working week"), choices=WEEKS, coerce=int, look="govuk-radios--inline")
    calendar = SelectField(label=_("Calendar"))
    settlement = TextField(label=_("Settlement"), max_length=100, required=False)
    address = TextField(label=_("Address"), required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    pupils = forms.IntegerField(label=_("Number of pupils"), min_value=0, max_value=20_000)

    def fit_country(self, country: str) -> None:
        self.fields["calendar"].choices = CALENDARS[country]  # type: ignore[attr-defined]
        self.fields["phone"].country = country.upper()  # type: ignore[attr-defined]


class SchoolForm(DetailsForm, _SchoolFields):
    """A new school with the order by which it adopts its procedure."""

    procedure = SelectField(label=_("Procedure"))
    order_number = TextField(label=_("Number of the order"), max_length=40, width=10)
    order_on = DateField(label=_("Date of the order"), is_past=True)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit_country(country)
        self.fields["procedure"].choices = [(name, name) for name in procedures_of(country)]

    def details(self) -> SchoolDetails:
        left_out = {"parent", "from_on"}
        answers = {key: value for key, value in self.cleaned_data.items() if key not in left_out}
        return SchoolDetails(country=self.stands_under.country, **answers)


class ChangeForm(GovForm):
    """Details of a department; the short name and the place are changed elsewhere or never."""

    name = TextField(label=_("Official name"), max_length=200)
    language = SelectField(label=_("Language of its papers"), choices=settings.LANGUAGES)


class ChangeSchoolForm(ChangeForm, _SchoolFields):
    """Details of a school."""

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit_country(country)


class SearchForm(GovForm):
    """Filters live in the address."""

    q = TextField(label=_("Name or short name"), required=False, says_optional=False, width=20)
    kind = SelectField(label=_("Kind"), required=False, empty="", says_optional=False)
    state = SelectField(label=_("State"), required=False, empty="", says_optional=False)

    def __init__(self, *args: Any, kinds: Any, states: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *kinds]
        self.fields["state"].choices = [("", _("All")), *states]
