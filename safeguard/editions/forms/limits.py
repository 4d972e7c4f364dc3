"""The limits of the newer act, one group of answers for each rule of the procedure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safeguard.editions.domain.rules import field_name, units_for
from safeguard.forms import GovForm, NumberField, SelectField, TextField, TimeField
from safeguard.limits import full_title
from safeguard.procedures.amend import Length, LimitUnit, NewLimit, length_of
from safeguard.procedures.schema import Rule

UNIT_WORDS = {
    LimitUnit.HOURS: _("hours"),
    LimitUnit.WORKING_DAYS: _("working days"),
    LimitUnit.CALENDAR_DAYS: _("calendar days"),
    LimitUnit.CALENDAR_DAYS_ROLL: _("calendar days; a last day of rest moves to the next working day"),
}
MOST = 1000


@dataclass(frozen=True)
class Group:
    """One rule's answers, for the template. `is_law`: the text held gives the number itself."""

    rule: Rule
    held: Length | None
    fields: list[Any]
    has_errors: bool

    @property
    def is_law(self) -> bool:
        return self.rule.limit is not None


class LimitsForm(GovForm):
    """What is left as it stands and has no place in the newer act isn't changed by it."""

    def __init__(self, *args: Any, rules: Iterable[Rule], entered: Mapping[str, NewLimit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = tuple(rules)
        for rule in self.rules:
            self._ask(rule, entered.get(rule.key))

    def _ask(self, rule: Rule, entered: NewLimit | None) -> None:
        held = length_of(rule)
        shown = entered.length if entered else held if rule.limit is not None else None
        at_clock = held is not None and held.unit is LimitUnit.CLOCK
        told = _about(rule)
        fields: dict[str, Any] = {
            "count": NumberField(
                label=_("Days before") if at_clock else _("Number"),
                required=rule.limit is not None,
                says_optional=False,
                max_value=MOST,
                error_messages=told,
                initial=shown.count if shown else None,
            )
        }
        fields["count"].error_messages.update(told)
        if at_clock:
            fields["at"] = TimeField(label=_("Not later than at"), initial=shown.at if shown else None)
        else:
            words = [(str(unit), UNIT_WORDS[unit]) for unit in units_for(held)]
            unit = shown.unit if shown else held.unit if held else LimitUnit.HOURS
            fields["unit"] = SelectField(label=_("Counted in"), choices=words, empty="", initial=str(unit))
        fields |= _place(entered)
        self.fields.update({field_name(part, rule.key): field for part, field in fields.items()})

    def groups(self) -> list[Group]:
        return [self._group(rule) for rule in self.rules]

    def _group(self, rule: Rule) -> Group:
        names = [field_name(part, rule.key) for part in ("count", "at", "unit", "chapter", "point", "paragraph")]
        bound = [self[name] for name in names if name in self.fields]
        return Group(rule, length_of(rule), bound, any(field.errors for field in bound))

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for rule in self.rules:
            if self._length(rule) not in (None, length_of(rule) if rule.limit else None) and not self._said(
                "point", rule
            ):
                words = gettext("%(rule)s: name the point of the act in which the new number stands")
                self.add_error(field_name("point", rule.key), words % {"rule": full_title(rule)})
            elif not self._said("point", rule) and (self._said("chapter", rule) or self._said("paragraph", rule)):
                words = gettext("%(rule)s: name the point too, or leave the place empty")
                self.add_error(field_name("point", rule.key), words % {"rule": full_title(rule)})
        return answers

    def limits(self) -> list[NewLimit]:
        """Those that are changed, or stand at another place with the same number."""
        found = []
        for rule in self.rules:
            length = self._length(rule)
            if length is not None and self._said("point", rule):
                places = (str(self._said(part, rule)) for part in ("chapter", "point", "paragraph"))
                found.append(NewLimit(rule.key, length, *places))
        return found

    def _length(self, rule: Rule) -> Length | None:
        count = self._said("count", rule)
        if count is None:
            return None
        if field_name("at", rule.key) in self.fields:
            return Length(count, LimitUnit.CLOCK, self._said("at", rule))
        unit = self._said("unit", rule)
        return Length(count, LimitUnit(unit)) if unit else None

    def _said(self, part: str, rule: Rule) -> Any:
        return self.cleaned_data.get(field_name(part, rule.key))


def _about(rule: Rule) -> dict[str, str]:
    """The error summary names the rule: on this page every number has the same label."""
    words = gettext("%(rule)s: write the number in figures") % {"rule": full_title(rule)}
    size = gettext("%(rule)s: a number from 0 to %(most)s") % {"rule": full_title(rule), "most": MOST}
    return {"required": words, "invalid": words, "min_value": size, "max_value": size}


def _place(entered: NewLimit | None) -> dict[str, TextField]:
    return {
        "chapter": TextField(
            label=_("Chapter"),
            required=False,
            says_optional=False,
            max_length=200,
            initial=entered.chapter if entered else "",
        ),
        "point": _short(_("Point or article"), entered.point if entered else ""),
        "paragraph": _short(_("Paragraph"), entered.paragraph if entered else ""),
    }


def _short(label: Any, initial: str) -> TextField:
    return TextField(label=label, required=False, says_optional=False, max_length=20, width=5, initial=initial)
