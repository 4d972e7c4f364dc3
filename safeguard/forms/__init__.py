"""Forms that speak GOV.UK markup, keep what was typed and say what is wrong beside the field.

`{{ form }}` and `{{ form.x.as_field_group }}` need nothing else: `FORM_RENDERER` points here.
"""

from safeguard.forms.base import GovForm, GovFormMixin, GovModelForm
from safeguard.forms.choices import CheckboxesField, RadioField, SelectField, YesNoField
from safeguard.forms.dates import DateField, MomentField, TimeField, WallField, in_two_years
from safeguard.forms.files import FileField, FilesField
from safeguard.forms.numbers import NumberField
from safeguard.forms.renderer import GovRenderer
from safeguard.forms.texts import PhoneField, TextField, WordsField

__all__ = [
    "CheckboxesField",
    "DateField",
    "FileField",
    "FilesField",
    "GovForm",
    "GovFormMixin",
    "GovModelForm",
    "GovRenderer",
    "MomentField",
    "NumberField",
    "PhoneField",
    "RadioField",
    "SelectField",
    "TextField",
    "TimeField",
    "WallField",
    "WordsField",
    "YesNoField",
    "in_two_years",
]
