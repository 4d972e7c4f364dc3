"""The steps of one report: their order, their forms from what was typed, and the whole as answers to be filed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cases.domain.draft import ROLES, DraftAnswers
from cases.domain.filing import Answers, SideDraft
from cases.forms.reports import CareForm, FindForm, StepForm, ToldForm, WhatForm, as_query
from safeguard.people.models import SchoolClass
from safeguard.people.selectors.directory import PersonKey, PersonKind
from safeguard.procedures.schema import Procedure

WHO, WHAT, CARE, TOLD, CHECK = "who", "what", "care", "told", "check"
#: Which roles are picked on which step.
PICKED = {WHO: ("victim", "accused"), CARE: ("witness",)}


def order(*, is_later: bool) -> tuple[str, ...]:
    """Four steps; a report that is entered afterwards has one more, on how it came in."""
    return (WHO, WHAT, CARE, TOLD, CHECK) if is_later else (WHO, WHAT, CARE, CHECK)


@dataclass
class Questions:
    """`classes` are offered in the search; `readers` is the sentence on who will read it."""

    answers: DraftAnswers
    procedure: Procedure
    language: str
    classes: Sequence[SchoolClass] = ()
    readers: str = ""

    @cached_property
    def order(self) -> tuple[str, ...]:
        return order(is_later=self.answers.is_later)

    def form(self, name: str) -> StepForm:
        """The questions of a step beside those about people."""
        step = self.answers.step(name)
        if name == WHAT:
            return WhatForm.of(step, procedure=self.procedure, language=self.language, readers=self.readers)
        return {CARE: CareForm, TOLD: ToldForm}[name].of(step)

    def find_form(self, name: str, *, own_class: str = "") -> FindForm:
        """The search of a step; before the first search a class teacher finds their own class."""
        typed = self.answers.step(f"{name}-find").typed or {"school_class": [own_class]}
        choices = [(str(each.pk), each.label) for each in self.classes]
        form = FindForm(as_query(typed), classes=choices)
        form.full_clean()
        return form

    def is_done(self, name: str) -> bool:
        """Answered in full and rightly."""
        if name == WHO:
            return bool(self.answers.in_role("victim"))
        if name == CHECK:
            return False
        step = self.answers.step(name)
        return step.is_asked and self.form(name).is_valid()

    def first_open(self) -> str:
        """The first step that still wants something; `check` when none does."""
        return next(name for name in self.order if name == CHECK or not self.is_done(name))

    def report(self) -> Answers:
        """Called when every step is done."""
        what, care = self._cleaned(WHAT), self._cleaned(CARE)
        return Answers(
            sides=self._sides(),
            kinds=what["kinds"],
            place=what["place"],
            place_note=what["place_note"],
            happened_at=what["happened_at"],
            happened_exactly=what["happened_exactly"],
            narrative=what["narrative"].strip(),
            danger_now=what["danger_now"],
            first_aid_given=care["first_aid_given"],
            first_aid_note=care["first_aid_note"],
            language=self.language,
            **self._told(),
        )

    def _told(self) -> dict[str, Any]:
        if not self.answers.is_later:
            return {}
        told = self._cleaned(TOLD)
        return {
            "channel": told["channel"],
            "reporter_name": told["reporter_name"],
            "received_at": told["received"],
            "head_received_at": told["head_received"],
        }

    def _cleaned(self, name: str) -> dict[str, Any]:
        form = self.form(name)
        form.full_clean()
        return form.cleaned_data

    def _sides(self) -> list[SideDraft]:
        said = self.answers.said
        return [
            _side(role, key, said.get(str(key)))
            for role in ROLES
            for key in map(PersonKey.read, self.answers.in_role(role))
            if key
        ]


def _side(role: str, key: PersonKey, is_member: bool | None) -> SideDraft:
    if key.kind is PersonKind.CHILD:
        return SideDraft(role, child_id=key.id)
    return SideDraft(role, adult_id=key.id, is_member=is_member)
