"""What is asked about people. Each form gives what its service takes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safeguard.forms import DateField, GovForm, RadioField, SelectField, TextField, YesNoField
from safeguard.people.enums import Kinship, Sex
from safeguard.people.names import FullName
from safeguard.people.services.persons import PersonDraft

Choices = Sequence[tuple[str, object]]
NEW = "new"
SEEN_BY = _("Seen by those who keep the list of people and by the class teacher.")


class SearchForm(GovForm):
    """Sent by POST, so that no name stands in an address."""

    query = TextField(label=_("Name"), width=20, required=False, says_optional=False, max_length=100)


class ClassFilterForm(GovForm):
    """Sent by GET: a class is no secret and can be shared."""

    school_class = SelectField(label=_("Class"), required=False, says_optional=False, empty=_("All classes"))

    def __init__(self, *args: Any, classes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_class"].choices = classes

    @property
    def class_id(self) -> UUID | None:
        chosen = self.cleaned_data.get("school_class") if self.is_bound and self.is_valid() else None
        return UUID(chosen) if chosen else None


class PersonForm(GovForm):
    """The name in its three parts, sex, contact."""

    family = TextField(label=_("Family name"), width=20, max_length=80)
    given = TextField(label=_("Given name"), width=20, max_length=80)
    patronymic = TextField(label=_("Patronymic"), width=20, max_length=80, required=False)
    sex = RadioField(label=_("Sex"), choices=Sex.choices, required=False, look="govuk-radios--inline")
    contact = TextField(label=_("Telephone or e-mail"), width=30, required=False, seen_by=SEEN_BY)

    def __init__(self, *args: Any, asks_another: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_another:
            self.fields["is_another"] = YesNoField(label=_("Is this another person of the same name"), required=False)

    def draft(self) -> PersonDraft:
        asked = self.cleaned_data
        return PersonDraft(
            FullName(asked["family"], asked["given"], asked["patronymic"]),
            sex=asked["sex"] or "",
            contact=asked["contact"],
            born_on=asked.get("born_on"),
        )

    @property
    def is_another(self) -> bool:
        return bool(self.cleaned_data.get("is_another"))


class ChildForm(PersonForm):
    born_on = DateField(label=_("Date of birth"), is_past=True, required=False)
    field_order: tuple[str, ...] = ("family", "given", "patronymic", "born_on", "sex", "contact")


class NewChildForm(ChildForm):
    """A pupil, or with no class a child from elsewhere who is a side of a case."""

    school_class = SelectField(label=_("Class"), required=False, empty=_("A child from elsewhere"))
    field_order = ("family", "given", "patronymic", "school_class", "born_on", "sex", "contact")

    def __init__(self, *args: Any, classes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_class"].choices = classes


class NewAdultForm(PersonForm):
    is_staff = YesNoField(label=_("Does this person work here"))
    position = TextField(label=_("Position"), required=False, max_length=100)
    field_order = ("family", "given", "patronymic", "is_staff", "position", "sex", "contact")


class RepresentativeForm(GovForm):
    """Somebody who is known here already, most often from a brother or sister, or somebody new."""

    who = RadioField(label=_("Who"), choices=[], last_resort=NEW)
    family = TextField(label=_("Family name"), width=20, max_length=80, required=False, says_optional=False)
    given = TextField(label=_("Given name"), width=20, max_length=80, required=False, says_optional=False)
    patronymic = TextField(label=_("Patronymic"), width=20, max_length=80, required=False)
    contact = TextField(label=_("Telephone or e-mail"), width=30, required=False, seen_by=SEEN_BY)
    kinship = RadioField(label=_("Who is this to the child"), choices=Kinship.choices)

    def __init__(self, *args: Any, known: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [*known, (NEW, _("Somebody new"))]

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        if asked.get("who") == NEW:
            for name in ("family", "given"):
                if not asked.get(name):
                    self.add_error(name, _("Write the name of the new person"))
        return asked

    def draft(self) -> PersonDraft:
        asked = self.cleaned_data
        return PersonDraft(FullName(asked["family"], asked["given"], asked["patronymic"]), contact=asked["contact"])


class SamePersonForm(GovForm):
    """Nothing is chosen beforehand."""

    is_same = YesNoField(
        label=_("Is this one person"),
        yes=_("Yes, it’s one person"),
        no=_("No, they are two people of the same name"),
    )


class EndForm(GovForm):
    until_on = DateField(label=_("The last day"), is_past=True)


class MoveForm(GovForm):
    """Into another class."""

    school_class = SelectField(label=_("Class"))
    from_on = DateField(label=_("From which day"))

    def __init__(self, *args: Any, classes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_class"].choices = classes


class TeacherForm(GovForm):
    teacher = SelectField(label=_("Class teacher"), required=False, empty=_("Nobody"))

    def __init__(self, *args: Any, staff: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teacher"].choices = staff

    @property
    def teacher_id(self) -> UUID | None:
        chosen = self.cleaned_data.get("teacher")
        return UUID(chosen) if chosen else None


class NewClassForm(TeacherForm):
    """7-Б of a school year."""

    school_year = SelectField(label=_("School year"), empty="")
    grade = SelectField(label=_("Grade"), choices=[(str(grade), str(grade)) for grade in range(1, 13)])
    letter = TextField(label=_("Letter"), width=2, max_length=4, required=False)
    field_order = ("school_year", "grade", "letter", "teacher")

    def __init__(self, *args: Any, years: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_year"].choices = years
