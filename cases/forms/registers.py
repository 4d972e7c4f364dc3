"""Which register, of which school year."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.selectors.registers import SHOWN
from safeguard.forms import GovForm, SelectField


class RegisterForm(GovForm):
    """In the address, so that a page can be shared."""

    register = SelectField(
        label=_("Register"), choices=[(each.value, each.label) for each in SHOWN], empty="", says_optional=False
    )
    year = SelectField(label=_("School year"), empty="", says_optional=False)

    def __init__(self, *args: Any, years: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = list(years)  # type: ignore[attr-defined]
