"""What may be recorded about a measure after the decision, as a table; when somebody is reminded."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from cases.enums import StageKind
from commissions.domain.follow_up import StepDraft, check_step, stages_of
from commissions.enums import Effect, StepKind
from safeguard.errors import RuleViolation

DECIDED, TODAY = date(2025, 9, 11), date(2025, 10, 2)
HOLDER, OTHER = UUID(int=1), UUID(int=2)
L, D, E, R, P = StepKind.LOOKED, StepKind.DONE, StepKind.ENDED, StepKind.RESUMED, StepKind.PASSED_ON
KYIV = ZoneInfo("Europe/Kyiv")


def check(kind, *, is_open=True, on=TODAY, words="Бесіда 1 жовтня.", **more):
    step = StepDraft(kind, on, words, **more)
    check_step(step, is_open=is_open, decided_on=DECIDED, today=TODAY, holder_id=HOLDER)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (L, {"effect": Effect.TOO_EARLY}),
        (L, {"effect": Effect.NONE, "next_on": date(2025, 10, 3)}),
        (D, {"effect": Effect.HELPED}),
        (D, {"effect": Effect.NONE}),
        (E, {}),
        (P, {"responsible_id": OTHER}),
        (R, {"is_open": False}),
        (D, {"effect": Effect.HELPED, "on": DECIDED}),
    ],
)
def test_what_may_be_recorded(kind, fields):
    check(kind, **fields)


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        (D, {}, "effect"),
        (L, {}, "effect"),
        (D, {"effect": Effect.TOO_EARLY}, "effect"),
        (D, {"effect": Effect.HELPED, "on": date(2025, 10, 3)}, "on"),
        (D, {"effect": Effect.HELPED, "on": date(2025, 9, 10)}, "on"),
        (E, {"words": " "}, "words"),
        (L, {"effect": Effect.PARTLY, "next_on": TODAY}, "next_on"),
        (P, {}, "responsible"),
        (P, {"responsible_id": HOLDER}, "responsible"),
        (R, {}, "kind"),
        (D, {"effect": Effect.HELPED, "is_open": False}, "kind"),
        (P, {"responsible_id": OTHER, "is_open": False}, "kind"),
    ],
)
def test_what_is_refused_names_its_field(kind, fields, field):
    with pytest.raises(RuleViolation) as refused:
        check(kind, **fields)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("now", "kept"),
    [
        (datetime(2025, 9, 11, 10, tzinfo=UTC), ["remind-1d", "escalate-1d", "escalate-8d"]),
        (datetime(2025, 10, 1, 7, tzinfo=UTC), ["escalate-1d", "escalate-8d"]),
    ],
)
def test_nobody_is_reminded_of_a_day_that_has_come(now, kept):
    found = list(stages_of(date(2025, 10, 1), now=now, zone=KYIV))
    assert [stage for _, stage, _ in found] == kept
    late = next(at for kind, _, at in found if kind is StageKind.ESCALATE)
    assert late == datetime(2025, 10, 2, 6, tzinfo=UTC)
