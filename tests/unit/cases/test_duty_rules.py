"""Rules of the duties without a deadline and of the prohibitions, as tables. No database."""

from uuid import UUID

import pytest

from cases.domain.duties import Answer, Finding, is_unqualified, open_duties
from cases.domain.names import is_same_name
from cases.domain.outcomes import NONE_OF_THESE, UNSAID, Contents, forbidden, unexplained
from cases.enums import DutyState
from safeguard.procedures import catalogue
from safeguard.procedures.duties import duties_of

DONE, DECLINED, WITHDRAWN = DutyState.DONE, DutyState.NOT_APPLICABLE, DutyState.WITHDRAWN


def answers(*rows):
    """(number, duty, state, the number it corrects)."""
    return [Answer(UUID(int=n), duty, state, UUID(int=of) if of else None) for n, duty, state, of in rows]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        pytest.param(answers(), ["aid", "talk"], id="nothing answered"),
        pytest.param(answers((1, "aid", DONE, 0)), ["talk"], id="done"),
        pytest.param(answers((1, "aid", DECLINED, 0)), ["talk"], id="not applicable, because"),
        pytest.param(answers((1, "aid", DONE, 0), (2, "aid", WITHDRAWN, 1)), ["aid", "talk"], id="entered by mistake"),
        pytest.param(answers((1, "aid", DONE, 0), (2, "aid", DECLINED, 1)), ["talk"], id="corrected"),
        pytest.param(
            answers((1, "aid", DONE, 0), (2, "aid", WITHDRAWN, 1), (3, "aid", DONE, 2)), ["talk"], id="done after all"
        ),
        pytest.param(answers((1, "talk", DONE, 0), (2, "talk", DONE, 0)), ["aid"], id="two talks"),
        pytest.param(
            answers((1, "talk", DONE, 0), (2, "talk", DONE, 0), (3, "talk", WITHDRAWN, 1)), ["aid"], id="one talk left"
        ),
        pytest.param(answers((1, "other", DONE, 0)), ["aid", "talk"], id="a duty of no account"),
    ],
)
def test_a_duty_is_open_until_an_answer_stands(given, left):
    assert open_duties(["aid", "talk"], given) == left


@pytest.mark.parametrize(
    ("finding", "unqualified"),
    [
        pytest.param(None, False, id="not decided"),
        pytest.param(Finding(is_substantiated=True, is_bullying=True), False, id="bullying"),
        pytest.param(Finding(is_substantiated=True, is_bullying=False), True, id="a one-off conflict"),
        pytest.param(Finding(is_substantiated=True, is_bullying=None), True, id="confirmed, not qualified"),
        pytest.param(Finding(is_substantiated=False, is_bullying=None), True, id="not confirmed"),
    ],
)
def test_when_the_victim_is_told_of_the_police(finding, unqualified):
    """UA-B-IV.8.8, UA-K-III.7: the commission doesn't qualify the case as bullying."""
    assert is_unqualified(finding) is unqualified


@pytest.mark.parametrize(
    ("typed", "known", "same"),
    [
        ("Лисенко Ольга", "Лисенко Ольга Петрівна", True),
        ("ольга лисенко, мати", "Лисенко Ольга Петрівна", True),
        ("ЛИСЕНКО  О. П.", "Лисенко Ольга Петрівна", True),
        ("Лукʼянчук Марʼяна", "Лук’янчук Мар'яна", True),
        ("Лисенко", "Лисенко Ольга", False),
        ("Лисенко Олена", "Лисенко Ольга", False),
        ("Лисенкова Ольга", "Лисенко Ольга", False),
        ("практичний психолог Ткаченко Ольга", "Лисенко Ольга", False),
        ("Нечуй-Левицька Ганна", "Нечуй-Левицька Ганна", True),
        ("Левицька Ганна", "Нечуй-Левицька Ганна", False),
        ("Қасымова Әлия", "Қасымова Әлия Серікқызы", True),
        ("Cher", "Cher", True),
        ("", "Лисенко Ольга", False),
        ("Лисенко Ольга", "", False),
    ],
)
def test_a_suspected_person_is_known_by_name_however_it_is_typed(typed, known, same):
    assert is_same_name(typed, known) is same


# --- what may not be a measure or an outcome ---


def bans(procedure):
    held = catalogue.load_procedure(procedure, catalogue.versions(procedure)[-1])
    return duties_of(held).prohibitions


KZ, UA = bans("kz-2021"), bans("ua-1646")
RUNS, DECIDED = True, False


@pytest.mark.parametrize(
    ("prohibitions", "kinds", "is_investigated", "refused"),
    [
        (KZ, {"expulsion"}, RUNS, "expulsion"),
        (KZ, {"transfer"}, RUNS, "transfer"),
        (KZ, {"academic_leave"}, RUNS, "academic_leave"),
        (KZ, {"quiet_dismissal"}, RUNS, "quiet_dismissal"),
        (KZ, {"confidentiality_agreement"}, RUNS, "confidentiality_agreement"),
        (KZ, {"settlement"}, RUNS, "settlement"),
        (KZ, {"expulsion"}, DECIDED, None),
        (KZ, {"transfer"}, DECIDED, None),
        (KZ, {"academic_leave"}, DECIDED, None),
        (KZ, {"quiet_dismissal"}, DECIDED, None),
        (KZ, {"confidentiality_agreement"}, DECIDED, "confidentiality_agreement"),
        (KZ, {"settlement"}, DECIDED, "settlement"),
        (KZ, {"transfer", "settlement"}, DECIDED, "settlement"),
        (KZ, {"transfer", "settlement"}, RUNS, "settlement"),
        (KZ, set(), RUNS, None),
        (UA, {"expulsion"}, RUNS, "expulsion"),
        (UA, {"expulsion"}, DECIDED, None),
        (UA, {"settlement"}, DECIDED, "settlement"),
        (UA, {"academic_leave"}, RUNS, None),
    ],
)
def test_what_is_refused_and_when(prohibitions, kinds, is_investigated, refused):
    found = forbidden(prohibitions, Contents(frozenset(kinds), not kinds), is_investigated=is_investigated)
    assert (found.key if found else None) == refused


@pytest.mark.parametrize(
    ("words", "contents", "asked"),
    [
        ("Заняття з класом", NONE_OF_THESE, None),
        ("Перевести до іншої школи", NONE_OF_THESE, "transfer"),
        ("Перевести до іншої школи", Contents(frozenset({"transfer"})), None),
        ("Перевести до іншої школи", Contents(frozenset({"expulsion"})), "transfer"),
        ("Переведення пропонували, відмовлено", Contents(is_none=True, why_not="Лише згадано."), None),
        ("Переведення пропонували, відмовлено", Contents(is_none=True, why_not="  "), "transfer"),
    ],
)
def test_words_that_speak_of_something_forbidden_are_explained(words, contents, asked):
    """A kind that doesn't fit hides nothing: the words are read too."""
    found = unexplained(UA.values(), contents, words)
    assert (found.key if found else None) == asked


@pytest.mark.parametrize(
    ("contents", "is_said"),
    [
        (UNSAID, False),
        (NONE_OF_THESE, True),
        (Contents(frozenset({"transfer"})), True),
        (Contents(frozenset({"transfer"}), is_none=True), False),
    ],
)
def test_whoever_records_it_says_what_it_contains(contents, is_said):
    assert contents.is_said is is_said
