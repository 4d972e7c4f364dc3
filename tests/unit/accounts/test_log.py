"""Every act that is logged anywhere has a sentence."""

import ast
from pathlib import Path
from uuid import uuid4

import pytest

from safeguard import clock
from safeguard.accounts.presenters.acts import SENTENCES, lines
from safeguard.audit.acts import log_act
from safeguard.audit.models import AdministrativeAct
from tests.factories import make_region, make_user

ROOT = Path(__file__).resolve().parents[3]


def _logged_kinds() -> set[str]:
    """Literal kinds given to log_act, and to the `_log` helpers around it."""
    found = set()
    for app in ("safeguard", "cases", "commissions", "reporting"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"log_act", "_log"}:
                    values = [*node.args, *(word.value for word in node.keywords if word.arg == "kind")]
                    found |= {v.value for v in values if isinstance(v, ast.Constant) and "." in str(v.value)}
    return found


def test_every_kind_has_a_sentence():
    kinds = _logged_kinds()
    assert len(kinds) > 5
    assert kinds <= SENTENCES.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*SENTENCES, "some.other"])
def test_a_sentence_can_be_said_of_any_data(kind):
    region = make_region()
    log_act(organisation_id=region.region.pk, kind=kind, by=None, subject_user_id=make_user().pk)
    act = AdministrativeAct.objects.filter(kind=kind, organisation_id=region.region.pk).first()
    [line] = lines([act])
    assert "%(" not in line.text
    assert line.at == act.at


@pytest.mark.django_db
def test_names_cost_two_queries_however_many_acts(django_assert_num_queries):
    place = make_region().region
    user = make_user()
    acts = [
        AdministrativeAct(
            organisation=place, kind="invitation.made", subject_user_id=user.pk, at=clock.now(),
            data={"invitation": str(uuid4()), "roles": ["staff"]},
        )
        for _ in range(10)
    ]  # fmt: skip
    with django_assert_num_queries(2):
        assert len(lines(acts)) == 10
