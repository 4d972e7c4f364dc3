"""What the author of a report has typed so far, as it stands sealed in a draft. Pure.

Answers are kept as they were typed, right or wrong: nothing is lost by an error, and a form reads them again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from safeguard.errors import RuleViolation, gettext_noop

ROLES = ("victim", "accused", "witness")
MOST_PEOPLE = 100
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Step:
    """One page of questions. `is_asked`: the author pressed on from it, so it may be judged."""

    typed: Typed = field(default_factory=dict)
    is_asked: bool = False


@dataclass(frozen=True)
class DraftAnswers:
    """`people` are keys of persons by role; `case` an existing case that the report belongs to.

    `said`: of an adult of whose name a member works here, whether it's that member; true or false by key.
    `is_later`: a report that came in by word or on paper is entered afterwards, with its own times.
    """

    people: Mapping[str, Sequence[str]] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    is_later: bool = False
    case: str = ""
    has_files: bool = False
    said: Mapping[str, bool] = field(default_factory=dict)

    def step(self, name: str) -> Step:
        return self.steps.get(name, Step())

    def with_step(self, name: str, typed: Typed, *, is_asked: bool) -> "DraftAnswers":
        kept = Step({key: list(values) for key, values in typed.items()}, is_asked)
        return replace(self, steps={**self.steps, name: kept})

    def in_role(self, role: str) -> list[str]:
        return list(self.people.get(role, ()))

    def everybody(self) -> list[str]:
        return [person for role in ROLES for person in self.in_role(role)]

    def with_person(self, role: str, person: str, *, is_member: bool | None = None) -> "DraftAnswers":
        """Refuses who is named already: nobody has two roles in one act. The last word on a namesake counts."""
        if person in self.in_role(role):
            return self._saying(person, is_member)
        for other in ROLES:
            if person in self.in_role(other):
                raise _twice({role, other})
        if len(self.everybody()) >= MOST_PEOPLE:
            raise RuleViolation(gettext_noop("A report can name %(most)s people at most."), most=MOST_PEOPLE)
        named = replace(self, people={**self.people, role: [*self.in_role(role), person]})
        return named._saying(person, is_member)

    def _saying(self, person: str, is_member: bool | None) -> "DraftAnswers":
        return self if is_member is None else replace(self, said={**self.said, person: is_member})

    def without_person(self, role: str, person: str) -> "DraftAnswers":
        left = [one for one in self.in_role(role) if one != person]
        return replace(self, people={**self.people, role: left})

    def to_json(self) -> str:
        steps = {name: {"typed": dict(step.typed), "is_asked": step.is_asked} for name, step in self.steps.items()}
        whole = {"people": dict(self.people), "steps": steps, "is_later": self.is_later, "case": self.case}
        whole |= {"has_files": self.has_files, "said": dict(self.said)}
        return json.dumps(whole, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "DraftAnswers":
        whole = json.loads(text)
        return cls(**whole | {"steps": {name: Step(**step) for name, step in whole["steps"].items()}})


def _twice(roles: set[str]) -> RuleViolation:
    if roles == {"victim", "accused"}:
        message = gettext_noop("The same person can't be the victim and the alleged offender of one act.")
    else:
        message = gettext_noop("The same person is named twice.")
    return RuleViolation(message, field="query")
