"""A report names an adult without an account, and somebody of that name works here: the form asks who is meant."""

import pytest

from cases.models import Involvement, Recusal, ReportDraft
from cases.services.drafts import read_answers
from safeguard.access.roles import Role
from safeguard.people.models import Adult
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_member, make_user
from tests.web.intake.conftest import CARE, WHAT, Browser

ASKED = "Say whether"


@pytest.fixture
def place(place):
    place.koval = make_member(place.school, Role.DEPUTY, user=make_user("Іван Коваль"))
    with school_scope(place.school.pk):
        place.adult = make_adult(place.school, "Коваль\nІван", is_staff=True)
    return place


def named(place):
    with school_scope(place.school.pk):
        draft = ReportDraft.objects.select_related("data_key").get()
        answers = read_answers(draft)
        return answers.in_role("accused"), dict(answers.said)


def begin(place, teacher):
    teacher.post("report/", {"do": f"put:victim:child:{place.sofia.pk}", "query": "коваль", "school_class": ""})
    return f"report/drafts/{teacher.draft_id()}/"


def keys(place):
    return {"adult": f"adult:{place.adult.pk}", "member": f"member:{place.koval.user_id}"}


@pytest.mark.parametrize("chosen", ["adult", "member"])
def test_both_entries_lead_to_the_question_and_name_nobody_yet(place, teacher, chosen):
    draft, key = begin(place, teacher), keys(place)[chosen]
    answer = teacher.post(f"{draft}who/", {"do": f"put:accused:{key}", "query": "коваль"})
    page = answer.content.decode()
    assert ASKED in page
    assert f'value="same:accused:adult:{place.adult.pk}"' in page
    assert f'value="other:accused:{key}"' in page
    assert named(place) == ([], {})


@pytest.mark.parametrize(
    ("pressed", "sees", "says"),
    [
        pytest.param("same:accused:{adult}", False, {"adult": True}, id="it's the colleague"),
        pytest.param("other:accused:{adult}", True, {"adult": False}, id="it's another person of the list"),
        pytest.param("other:accused:{member}", False, None, id="it's the colleague and not who is in the list"),
    ],
)
def test_the_answer_decides_who_sees_the_case(place, teacher, pressed, sees, says):
    draft = begin(place, teacher)
    teacher.post(f"{draft}who/", {"do": pressed.format(**keys(place)), "query": ""})
    _, said = named(place)
    assert says is None or said == {keys(place)[key]: value for key, value in says.items()}
    for step, answers in (("what", WHAT), ("care", CARE)):
        teacher.post(f"{draft}{step}/", {**answers, "do": "next"})
    readers = teacher.get(f"{draft}check/").content.decode().partition("Will read it:")[2].partition(".")[0]
    assert ("Іван Коваль" in readers) is sees
    assert teacher.post(f"{draft}file/").status_code == 302
    with school_scope(place.school.pk):
        case_id = Involvement.objects.filter(adult__isnull=False).get().case_id
        assert Recusal.objects.filter(user_id=place.koval.user_id).exists() is not sees
    assert (Browser(place, place.koval).get(f"cases/{case_id}/").status_code == 200) is sees


def test_who_was_named_before_the_colleague_came_is_asked_about_at_the_end(place, teacher):
    with school_scope(place.school.pk):
        other = make_adult(place.school, "Гай\nОстап")
    draft = teacher.walk(accused=f"adult:{other.pk}")
    make_member(place.school, Role.DEPUTY, user=make_user("Остап Гай"))
    answer = teacher.post(f"{draft}file/")
    assert answer.status_code == 200
    assert ASKED in answer.content.decode()
    teacher.post(f"{draft}who/", {"do": f"same:accused:adult:{other.pk}", "query": ""})
    assert teacher.post(f"{draft}file/").status_code == 302


def test_somebody_entered_anew_as_another_person_is_not_asked_about_again(place, teacher):
    draft = begin(place, teacher)
    new = {"role": "accused", "who": "adult", "family": "Коваль", "given": "Іван", "is_another": "yes"}
    assert teacher.post(f"{draft}person/?step=who", new).status_code == 302
    with school_scope(place.school.pk):
        made = Adult.objects.latest("created_at")
    assert named(place) == ([f"adult:{made.pk}"], {f"adult:{made.pk}": False})
