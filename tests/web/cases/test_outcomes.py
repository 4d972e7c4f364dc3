"""What a move may not say that came of the case (KZ-39.4): asked with its place, refused, read in the words too."""

import pytest

from cases.models import Case
from safeguard.tenancy.scope import school_scope
from tests.web.cases.conftest import errors, text
from tests.web.cases.test_duties import under
from tests.web.cases.test_moves import settle, status

pytestmark = pytest.mark.django_db
WHY = "Розмову проведено, заходи призначено."
POINT = "point 39, item 4"


@pytest.fixture
def kz(place):
    return under(place, "kz-2021", "2021-12-29")


def move(place, action, contains, reason=WHY, why_not=""):
    return place.on_case(place.head, f"move/{action}/", {"reason": reason, "contains": contains, "why_not": why_not})


def at_stage(place, stage):
    with school_scope(place.school.pk):
        Case.objects.filter(pk=place.case.pk).update(status=stage)


def test_the_page_asks_with_the_place_of_each_prohibition(kz):
    page = text(kz.case_page(kz.head, "move/decide/"))
    for words in ("Expelling the pupil", "Transferring the pupil to another school", POINT, "None of these"):
        assert words in page


def test_referring_a_case_says_nothing_of_an_outcome(place):
    assert "None of these" not in text(place.case_page(place.head, "move/refer/"))


def test_an_answer_is_required(kz):
    assert list(errors(move(kz, "decide", []))) == ["contains"]
    assert list(errors(move(kz, "decide", ["none", "transfer"]))) == ["contains"]
    assert status(kz) == "open"


# While the investigation runs, and after the decision.
RUNS = ["expulsion", "transfer", "academic_leave", "quiet_dismissal", "confidentiality_agreement", "settlement"]


@pytest.mark.parametrize("kind", RUNS)
def test_nothing_of_it_is_recorded_while_the_investigation_runs(kz, kind):
    """KZ-39.4a, b, c."""
    page = move(kz, "decide", [kind])
    assert list(errors(page)) == ["contains"]
    assert POINT in errors(page)["contains"][0]
    assert WHY in text(page)
    assert status(kz) == "open"


@pytest.mark.parametrize(
    ("kind", "moves"),
    [
        ("expulsion", True),
        ("transfer", True),
        ("academic_leave", True),
        ("quiet_dismissal", True),
        ("confidentiality_agreement", False),
        ("settlement", False),
    ],
)
def test_after_the_decision_some_are_possible_and_stay_on_record_as_what_they_are(kz, kind, moves):
    at_stage(kz, "decided")
    page = move(kz, "monitor", [kind])
    assert (page.status_code == 302) is moves
    assert status(kz) == ("monitored" if moves else "decided")
    if moves:
        assert [each["contains"] for each in kz.events("case.monitored")] == [[kind]]
    else:
        assert "This may be no measure and no outcome" in errors(page)["contains"][0]


@pytest.mark.parametrize("kind", ["confidentiality_agreement", "settlement"])
def test_no_case_is_closed_with_an_agreement(place, kind):
    settle(place)
    page = move(place, "close", [kind])
    assert list(errors(page)) == ["contains"]
    assert status(place) == "monitored"


def test_where_the_text_has_no_such_words_the_refusal_says_that_it_is_a_default(place):
    settle(place)
    [refusal] = errors(move(place, "close", ["settlement"]))["contains"]
    assert "The text has no such words; the system refuses it by default" in refusal
    assert "order of the Ministry of Education of Ukraine 1646" in refusal


def test_the_kazakh_refusal_is_the_law_and_says_nothing_of_a_default(kz):
    assert "by default" not in errors(move(kz, "decide", ["settlement"]))["contains"][0]


# --- the words are read too ---


def test_a_kind_that_doesnt_fit_hides_nothing(kz):
    page = move(kz, "decide", ["none"], "Оқушыны басқа мектепке ауыстыру туралы шешім қабылданды.")
    assert list(errors(page)) == ["why_not"]
    assert "transferring the pupil to another school" in errors(page)["why_not"][0]
    assert POINT in errors(page)["why_not"][0]
    assert status(kz) == "open"


def test_words_that_mean_something_else_are_explained_and_the_explanation_is_kept(kz):
    words, why = "Ауыстыру сұралды: басқа мектепке ауыстыру болмайды.", "Тек сұраныс болды, бас тартылды."
    assert move(kz, "decide", ["none"], words, why).status_code == 302
    [said] = kz.events("case.decided")
    assert (said["contains"], said["is_explained"]) == ([], True)
    assert why in text(kz.case_page(kz.head, "timeline/"))


@pytest.mark.parametrize("language", ["uk", "kk", "ru", "en"])
def test_the_refusal_cites_in_the_readers_language(kz, language):
    titles = {
        "uk": ("відрахування учня", "п. 39"),
        "kk": ("оқушыны оқудан шығару", "39-тармақ"),
        "ru": ("отчисление ученика", "п. 39"),
        "en": ("expelling the pupil", "point 39"),
    }
    client = kz.client(kz.head)
    page = client.post(
        f"/s/{kz.slug}/cases/{kz.case.pk}/move/decide/",
        {"reason": WHY, "contains": ["expulsion"]},
        headers={"accept-language": language},
    )
    [refusal] = page.context["form"].errors["contains"]
    assert all(words in refusal.replace("\xa0", " ") for words in titles[language])
