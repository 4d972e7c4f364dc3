"""A commission that hears a case is still looking into it: no measure and no motion brings in what the texts forbid."""

from datetime import timedelta

import pytest

from cases.domain.outcomes import NONE_OF_THESE, Contents
from cases.models import CaseEvent
from commissions.enums import MeasureFor, MeasureKind, MotionKind
from commissions.models import Hearing, Measure, Motion
from commissions.services.measures import MeasureDraft, add_measure
from commissions.services.voting import Proposal, open_motion
from safeguard import clock
from safeguard.errors import RuleViolation
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.places import STARTS, finish, item, start, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(place):
    """In session; inside the school's scope."""
    with school_scope(place.school.pk):
        start(place, *range(8))
        vote(place, MotionKind.AGENDA, "agenda", "ffffffff")
    return place


def address(place, page):
    with school_scope(place.school.pk):
        hearing = Hearing.objects.get()
    return f"commission/meetings/{place.meeting.pk}/cases/{hearing.pk}/{page}"


def measure(**answers):
    """Advice to the staff needs nobody who answers for it."""
    said = {"kind": "staff_advice", "for_whom": "staff", "text": "Підтримка П-1", "due_note": "щотижня"}
    return {**said, "effect": "бесіда з П-1", "contains": "none", **answers}


def measures(place):
    with school_scope(place.school.pk):
        return list(Measure.objects.all())


def test_the_page_asks_with_the_place_of_each_prohibition(room, browser):
    page = browser(room.secretary).get(address(room, "measure/")).content.decode()
    for words in ("Expelling the pupil", "paragraph 7", "None of these"):
        assert words in page


@pytest.mark.parametrize(
    "kind", ["expulsion", "transfer", "quiet_dismissal", "confidentiality_agreement", "settlement"]
)
def test_no_such_measure(room, browser, kind):
    page = browser(room.secretary).post(address(room, "measure/"), measure(contains=kind))
    assert list(page.context["form"].errors) == ["contains"]
    assert "Підтримка П-1" in page.content.decode()
    assert measures(room) == []


def test_nor_without_an_answer(room, browser):
    page = browser(room.secretary).post(address(room, "measure/"), measure(contains=[]))
    assert list(page.context["form"].errors) == ["contains"]
    assert measures(room) == []


@pytest.mark.parametrize(
    "typed",
    [{"text": "Перевести К-1 до іншої школи"}, {"due_note": "до переведення до іншого закладу"}],
    ids=["in the measure", "in the words of its date"],
)
def test_a_heading_that_doesnt_fit_hides_nothing(room, browser, typed):
    secretary = browser(room.secretary)
    page = secretary.post(address(room, "measure/"), measure(**typed))
    assert list(page.context["form"].errors) == ["why_not"]
    assert measures(room) == []
    explained = measure(why_not="Мати просила, комісія відмовила.", **typed)
    assert secretary.post(address(room, "measure/"), explained).status_code == 302
    with school_scope(room.school.pk):
        event = CaseEvent.objects.select_related("data_key").get(kind="words.explained")
        assert event.data["measure"] == str(Measure.objects.get().pk)
        assert event.open("text") == "Мати просила, комісія відмовила."


@pytest.mark.parametrize(
    "typed",
    [
        "Переведення годинника на зимовий час: розклад чергувань",
        "Звільнити К-1 від чергування",
        "Пройти «перехід до інших справ» з психологом",
        "Переводом часов занимается дежурный",
        "Педагогтің өз еркімен кезекшілігі",
    ],
)
def test_words_that_mean_something_else_are_explained_and_nothing_typed_is_lost(room, browser, typed):
    secretary, due = browser(room.secretary), "щовівторка"
    page = secretary.post(address(room, "measure/"), measure(text=typed, due_note=due))
    assert list(page.context["form"].errors) == ["why_not"]
    form = page.context["form"]
    assert (form["text"].value(), form["due_note"].value()) == (typed, due)
    why = "Йдеться не про дитину, а про розклад."
    # A second refusal for another reason keeps the explanation too.
    page = secretary.post(address(room, "measure/"), measure(text=typed, due_note=due, why_not=why, contains=[]))
    assert page.context["form"]["why_not"].value() == why
    assert secretary.post(address(room, "measure/"), measure(text=typed, due_note=due, why_not=why)).status_code == 302
    with school_scope(room.school.pk):
        assert Measure.objects.get().open("text") == typed
        event = CaseEvent.objects.select_related("data_key").get(kind="words.explained")
        assert event.open("text") == why
        assert event.by_name == room.secretary.name


@pytest.mark.parametrize(
    "typed", ["Перeвecти К-1 до іншої школи", "ВІДРА-\nХУВАТИ К-1", "Перевести\u00a0К-1 до\u00a0ліцею № 5"]
)
def test_another_way_of_typing_hides_nothing(room, browser, typed):
    page = browser(room.secretary).post(address(room, "measure/"), measure(text=typed))
    assert list(page.context["form"].errors) == ["why_not"]


def drafted(text, contents):
    said = {"for_whom": MeasureFor.CLASS, "effect": "бесіда з класом"}
    return MeasureDraft(MeasureKind.STAFF_ADVICE, text, None, None, "щотижня", contents=contents, **said)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Бесіда", Contents()),
        ("Бесіда", Contents(frozenset({"transfer"}))),
        ("Відрахувати К-1", NONE_OF_THESE),
    ],
    ids=["unsaid", "forbidden", "in the words"],
)
def test_the_service_refuses_it_too(room, text, contents):
    with school_scope(room.school.pk), clock.frozen(STARTS), pytest.raises(RuleViolation):
        add_measure(hearing_id=Hearing.objects.get().pk, measure=drafted(text, contents), by=room.secretary)


@pytest.mark.parametrize(
    ("kind", "of", "text", "why_not", "opens"),
    [
        (MotionKind.MEASURES, "measures", "Відрахувати К-1 зі школи", "", False),
        (MotionKind.MEASURES, "measures", "Відрахувати К-1 зі школи", "Пропозиція матері, щоб її відхилити.", True),
        (MotionKind.MEASURES, "measures", "Затвердити заходи", "", True),
        (MotionKind.SUBSTANTIATED, "finding", "Визнати, що дитині погрожували переведенням", "", True),
    ],
)
def test_a_motion_brings_nothing_in_either(room, kind, of, text, why_not, opens):
    """The finding may speak of it: it says what happened, not what is to be done."""
    with school_scope(room.school.pk), clock.frozen(STARTS):
        proposal = Proposal(item(room, of).pk, kind, text, why_not=why_not)
        if opens:
            open_motion(school=room.school, meeting_id=room.meeting.pk, proposal=proposal, by=room.secretary)
        else:
            with pytest.raises(RuleViolation, match="speak of this"):
                open_motion(school=room.school, meeting_id=room.meeting.pk, proposal=proposal, by=room.secretary)
        assert Motion.objects.filter(kind=kind).exists() is opens


def test_the_page_of_a_motion_keeps_what_was_typed(room, browser):
    secretary = browser(room.secretary)
    secretary.at = STARTS
    with school_scope(room.school.pk):
        at = f"commission/meetings/{room.meeting.pk}/room/items/{item(room, 'measures').pk}/motion/"
    page = secretary.post(at, {"kind": "measures", "text": "Перевести до іншої школи"})
    assert list(page.context["form"].errors) == ["why_not"]
    assert "Перевести до іншої школи" in page.content.decode()
    with school_scope(room.school.pk):
        finding = f"commission/meetings/{room.meeting.pk}/room/items/{item(room, 'finding').pk}/motion/"
    assert "why_not" not in secretary.get(finding).context["form"].fields


def test_what_is_resolved_is_read_once_more_before_the_minutes_are_finalised(room, browser):
    secretary = browser(room.secretary)
    with school_scope(room.school.pk):
        finish(room)
        item(room, "measures").refresh_from_db()
        row = item(room, "measures")
    secretary.at = STARTS + timedelta(hours=1)
    at = f"commission/meetings/{room.meeting.pk}/"
    assert "speaks of something" not in secretary.get(f"{at}minutes/").content.decode()
    texts = {"heard": "Пропозиції", "resolved": "Відрахувати К-1.", "seen": str(row.version)}
    assert secretary.post(f"{at}items/{row.pk}/", texts).status_code == 302
    page = secretary.get(f"{at}minutes/")
    [hole] = [each for each in page.context["holes"] if "may be no measure" in each["label"]]
    assert hole["word"] == "Please note"
