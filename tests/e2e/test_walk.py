"""The main job from end to end on the real servers: a report becomes a case, a decision and a figure.

Each step stands on the one before it, so after a failed one the rest is skipped; what was found on the pages that
were met is asked at the end. The pictures are .run/screens/walk-*.
"""

import re
from datetime import timedelta

import pytest

from tests.e2e.look import SCREENS
from tests.e2e.town import KINDS, Town, Visitor
from tests.e2e.walk import NEW_PUPIL, Walk
from tests.e2e.walk_case import (
    add_pupil,
    children_of,
    hurt_by,
    is_met,
    pdf_text,
    suspect,
    tell_family,
    tell_what,
    told,
)
from tests.e2e.walk_figures import Figures
from tests.e2e.walk_room import Meeting
from tests.harness import wait_for

pytestmark = pytest.mark.e2e
NARRATIVE = "Розповіла, що після уроку в неї відібрали рюкзак і знімали це на телефон."
SCHOOL = "Ліцей № 7 «Обрій»"
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def walk(town_of_its_own: Town, browser) -> Walk:
    for picture in SCREENS.glob("walk-*.png"):
        picture.unlink()
    return Walk(town_of_its_own, browser)


@pytest.fixture
def town(walk) -> Town:
    return walk.town


@pytest.fixture
def apart(walk) -> Walk:
    """For a step that needs none before it."""
    return walk


@pytest.fixture(autouse=True)
def _in_order(request, walk):
    is_step = not {"found", "apart"} & set(request.fixturenames)
    if is_step and walk.stopped_at:
        pytest.skip(f"the walk ended at {walk.stopped_at}")
    before = request.session.testsfailed
    yield
    if is_step and request.session.testsfailed > before:
        walk.stopped_at = request.node.name


# ------------------------------------------------------------------------------------------------------- figures before
def test_the_officer_notes_the_figures_of_the_quarter(walk):
    officer = walk.visitor("district")
    officer.met("district-before")
    walk.figures = Figures(officer, SCHOOL)
    walk.before = walk.figures.read()


# ------------------------------------------------------------------------------------------------------------ 1 report
def test_a_class_teacher_reports_bullying(walk, town):
    Visitor(town, walk.browser).go("/sign-in/", "sign-in")
    teacher = walk.visitor("teacher")
    teacher.met("teacher-desk")
    teacher.go("report/", "report-who-empty")
    walk.names.append(hurt_by(teacher))
    add_pupil(teacher, NEW_PUPIL, "Остап")
    walk.names.append(f"Остап {NEW_PUPIL}")
    assert NEW_PUPIL in teacher.text
    teacher.met("report-who")
    teacher.press("button[name=do][value=next]")
    tell_what(teacher, town.now - HOUR, NARRATIVE)
    teacher.press(teacher.page.locator("#found li button[value^='put:witness']"))
    teacher.choose("first_aid_given", "yes")
    teacher.fill(first_aid_note="Медсестра оглянула, ушкоджень немає.")
    teacher.met("report-care")
    teacher.press("button[name=do][value=next]")
    assert NARRATIVE in teacher.text
    assert NEW_PUPIL in teacher.text
    teacher.met("report-check")
    teacher.press("form[action$='/file/'] button")


def test_the_teacher_sees_the_register_number_and_what_comes_next(walk):
    teacher = walk.visitor("teacher")
    number = teacher.page.locator(".govuk-panel__body strong").inner_text()
    assert number.isdigit()
    assert teacher.page.locator(".sg-duties .sg-duty").count() >= 6
    teacher.met("report-done")
    teacher.go("report/mine/", "report-mine")


# -------------------------------------------------------------------------------------------- 2 desk, clocks, why
def test_the_principal_sees_the_case_with_its_clocks(walk, town):
    principal = walk.visitor("principal")
    principal.met("principal-desk")
    rows = principal.page.locator("main a[href*='/cases/'][href*='/notices/']")
    assert rows.count()
    principal.go("cases/", "cases")
    link = principal.page.locator("main tbody tr a[href*='/cases/']").first
    assert link.inner_text().isdigit()
    walk.at["case"] = link.get_attribute("href")
    principal.go(walk.at["case"], "case")
    assert NARRATIVE in principal.text
    principal.go(f"{walk.at['case']}deadlines/")
    limits = principal.page.locator(".sg-duty")
    assert limits.count() >= 6  # police, representatives, child service, social services, meeting, resolution
    due = town.now + 24 * HOUR
    assert f"{due.day}" in principal.text


def test_every_clock_says_why(walk):
    principal = walk.visitor("principal")
    for details in principal.page.locator(".sg-duty details").all():
        if not details.evaluate("node => node.open"):
            details.locator("summary").click()
        reason = details.locator(".govuk-details__text").inner_text()
        assert re.search(r"розд|п\. ?\d|пункт|абз", reason), reason
    said = principal.text
    assert "Порядок" in said or "порядк" in said
    assert principal.page.locator("[data-track] td").count()
    principal.met("deadlines-with-reasons")
    meeting = principal.page.locator(".sg-duty", has=principal.page.locator("a[href*='/commission/']")).first
    words = meeting.inner_text()
    assert re.search(r"пн|пт|чт|ср|вт", words), words  # the days counted, by their names


# --------------------------------------------------------------------------------------------------- 3 police, families
def test_the_police_are_told(walk, town):
    principal, case = walk.visitor("principal"), walk.at["case"]
    told(
        principal,
        "police_notice",
        town.now,
        case,
        "notice-police",
        told_whom="черговий відділення поліції",
        reference="117/26",
        remark="Прийнято телефоном.",
    )
    assert "117/26" in principal.text
    principal.met("notices")
    assert is_met(principal, case, "police_notice")


def test_the_letter_to_the_police_comes_out_in_ukrainian(walk, town, tmp_path):
    principal, case = walk.visitor("principal"), walk.at["case"]
    principal.go(f"{case}documents/")
    principal.press("form[action$='/letters/police_notice/'] button")
    ready = "main a[href$='.pdf']"
    principal.reload_until(lambda page: page.locator(ready).count(), 30, "the worker prints the letter")
    principal.met("documents")
    text = pdf_text(principal.pdf(principal.page.locator(ready).first.get_attribute("href")), tmp_path)
    assert re.search("поліці", text, re.IGNORECASE)
    assert "«ОБРІЙ»" in text
    assert "булінг" in text
    assert walk.named_in(text) == []
    town.read("letter to the police", text)


def test_a_representative_of_the_new_pupil_is_entered(walk):
    principal, case = walk.visitor("principal"), walk.at["case"]
    principal.go(f"{case}people/", "people")
    card = principal.page.locator("main section", has_text=NEW_PUPIL)
    principal.press(card.locator("a[href$='/representative/']"))
    walk.at["accused"] = re.search(r"people/([\w-]+)/representative", principal.page.url)[1]
    form = principal.page.locator("main form", has=principal.page.locator("[name=family]"))
    form.locator("[name=family]").fill(NEW_PUPIL)
    form.locator("[name=given]").fill("Гнат")
    form.locator("[name=kinship]").select_option("father")
    principal.met("representative")
    principal.press(form.locator("button[type=submit]"))
    assert "Гнат" in principal.text
    walk.names.append(f"Гнат {NEW_PUPIL}")


def test_families_are_told_and_a_suspected_representative_is_not(walk, town):
    principal, case = walk.visitor("principal"), walk.at["case"]
    children = children_of(principal, case)
    principal.met("notice-family")
    assert len(children) == 3
    for child in children:
        if child != walk.at["accused"]:
            tell_family(principal, case, child, town.now)
            assert not is_met(principal, case, "guardian_notice")
    suspect(principal, case, NEW_PUPIL, "Дитина боїться йти додому.")
    principal.go(f"{case}notices/guardian_notice/?child={walk.at['accused']}")
    assert principal.page.locator("[name=whom]").count() == 1  # only somebody else, with a reason
    assert "Гнат" not in principal.page.locator("form").first.inner_text()
    tell_family(
        principal,
        case,
        walk.at["accused"],
        town.now,
        told_whom="тітка, сестра матері",
        decided_reason="Батька підозрюють; рішення директорки.",
    )
    assert is_met(principal, case, "guardian_notice")
    assert principal.page.locator(".sg-duty--done").count() == 2
    principal.go(f"{case}timeline/", "timeline")


# ------------------------------------------------------------------------------------------------------ 4 enforcement
def test_an_untouched_limit_escalates(walk, town):
    principal = walk.visitor("principal")
    town.move_to(town.now + 25 * HOUR)

    def has_come(page) -> int:
        lines = page.locator("main li", has=page.locator(f"a[href='{walk.at['case']}']"))
        return lines.filter(has=page.locator(".sg-tag--late")).count()

    principal.go("messages/")
    principal.reload_until(has_come, 45, "the sweep tells the head that a limit has passed")
    principal.met("messages")
    principal.go(f"{walk.at['case']}deadlines/")
    assert principal.page.locator(".sg-duty--late").count() == 2  # the service for children, the social services
    principal.met("deadlines-late")
    principal.go("", "principal-desk-late")


def test_its_letter_lies_in_the_outbox_and_says_nothing(walk, town):
    wait_for(lambda: town.letters_to("principal@ua"), 30, "the mail is in the outbox")
    for text in town.letters_to("principal@ua"):
        assert town.servers.address in text
        assert not any(word in text for name in walk.names for word in name.split())
        assert "рюкзак" not in text


# ----------------------------------------------------------------------------------------------------- 5 the commission
def test_the_secretary_calls_a_meeting_and_sends_the_notice(walk, town):
    secretary = walk.visitor("secretary")
    secretary.met("secretary-desk")
    secretary.go("commission/", "commission")
    walk.meeting = Meeting(secretary, walk.at["case"].strip("/").rpartition("/")[2])
    tomorrow = (town.now + 24 * HOUR).replace(hour=15, minute=0)
    walk.meeting.call(tomorrow)
    secretary.met("meeting-notice")
    walk.meeting.tell(town.now)
    secretary.met("meeting-told")
    secretary.go(walk.meeting.at, "meeting")
    town.move_to(tomorrow)


def test_without_two_thirds_no_decision_is_possible(walk):
    meeting = walk.meeting
    meeting.secretary.go(f"{meeting.at}room/")
    assert meeting.count() == 8
    for place in range(5):
        meeting.mark(place, "yes")
    assert not meeting.has_quorum
    assert meeting.act("/room/open/").is_disabled()
    meeting.secretary.met("room-no-quorum")
    meeting.mark(5, "yes")
    assert meeting.has_quorum
    meeting.secretary.press(meeting.act("/room/open/"))
    meeting.put_to_the_vote("agenda", "room-motion")
    meeting.mark(5, "no")  # one leaves: the vote stands open and can't be closed
    assert not meeting.has_quorum
    assert meeting.act("/close/").first.is_disabled()
    meeting.secretary.met("room-vote-without-quorum")
    meeting.mark(5, "yes")
    for place in (6, 7):
        meeting.mark(place, "no")


def test_a_decision_is_taken_by_open_ballots(walk):
    meeting = walk.meeting
    every = ["for"] * 6
    meeting.ballots(*every)
    meeting.close_vote()
    meeting.put_to_the_vote("substantiated")
    meeting.ballots("for", "for", "for", "for", "against", "abstain")
    meeting.secretary.met("room-not-enough")
    meeting.close_vote()  # four of eight, where five are needed
    assert meeting.page.locator("#room .govuk-tag--green, #room .sg-tag--done").count() >= 1
    meeting.put_to_the_vote("substantiated")
    meeting.ballots("for", "for", "for", "for", "for", "against")
    meeting.close_vote()
    meeting.put_to_the_vote("bullying")
    meeting.ballots(*every)
    meeting.close_vote()
    meeting.put_to_the_vote("measures")
    meeting.ballots(*every)
    meeting.close_vote()
    meeting.secretary.met("room-voted")
    meeting.secretary.press("form[action$='/room/close/'] button")


# --------------------------------------------------------------------------------------------------------- 6 minutes
def test_the_minutes_are_finalised_and_printed(walk, town, tmp_path):
    meeting, secretary = walk.meeting, walk.meeting.secretary
    secretary.met("minutes-draft-empty")
    meeting.write()
    secretary.met("minutes-draft")
    secretary.press("form[action*='/minutes/finalise/'] button")
    digest = secretary.page.locator(".sg-hex").inner_text()
    assert re.fullmatch(r"[0-9a-f]{64}", re.sub(r"\s", "", digest))
    ready = "a[href$='/minutes.pdf']"
    secretary.reload_until(lambda page: page.locator(ready).count(), 45, "the worker prints the minutes")
    secretary.met("minutes")
    text = pdf_text(secretary.pdf(secretary.page.locator(ready).get_attribute("href")), tmp_path)
    body, _, key = text.strip("\f\n").rpartition("\f")
    assert "хвороба" in body
    assert walk.named_in(body) == []
    assert NEW_PUPIL in key  # the codes are explained on a page of its own, for copy 1 only
    town.read("minutes", text)
    secretary.go(f"{meeting.at}room/", "room-finalised")
    assert secretary.page.locator("#room input:not([disabled])[type=radio]").count() == 0


def test_the_principal_sees_what_is_done_and_what_stays_late(walk):
    principal = walk.visitor("principal")
    principal.go(walk.at["case"], "case-decided")
    principal.go(f"{walk.at['case']}deadlines/")
    done = principal.page.locator(".sg-duty--done")
    assert done.count() == 5  # police, families, the meeting, its notice, the resolution
    assert done.filter(has_text="засідання").count() >= 1
    assert principal.page.locator(".sg-duty--late").count() == 2
    principal.met("deadlines-decided")
    principal.go("figures/", "school-figures")
    principal.go("registers/", "registers")


# --------------------------------------------------------------------------------------------------------- 7 figures
def test_the_figures_have_changed_within_a_minute(walk):
    figures = walk.figures
    wait_for(lambda: figures.read()["bullying"] == walk.before["bullying"] + 1, 60, "the figures of the quarter")
    after = figures.read()
    assert after["reports"] == walk.before["reports"] + 1
    assert after["cases"] == walk.before["cases"] + 1


def test_region_district_school_and_the_files(walk):
    region = walk.visitor("region")
    region.met("region")
    Figures(region, SCHOOL).drill_down()
    walk.figures.drill_down()
    rows = walk.figures.sheet_rows()
    assert any(SCHOOL in map(str, row) for row in rows)
    said = walk.figures.everything() + Figures(region, SCHOOL).everything() + str(rows)
    words = {word for name in walk.names for word in name.split()}
    assert [word for word in words if word in said] == []
    assert "рюкзак" not in said
    assert walk.at["case"] not in said


@pytest.mark.parametrize("role", ["district", "region"])
def test_no_address_of_a_school_opens_to_a_department(walk, role):
    officer = walk.visitor(role)
    for path in (walk.at["case"], f"{walk.at['case']}documents/", "/s/obrii/", "/s/obrii/cases/", walk.meeting.at):
        assert officer.page.request.get(path).status in {403, 404}, path
    assert officer.page.request.get("/api/v1/cases/").status in {401, 403, 404}


# ------------------------------------------------------------------------------------------------------- in Kazakh
def test_a_report_in_kazakh_in_the_kazakh_school(apart, town):
    teacher = apart.visitor("teacher", "kz", "kk")
    assert teacher.page.locator("html").get_attribute("lang") == "kk"
    teacher.met("kk-desk")
    teacher.go("report/", "kk-report-who-empty")
    hurt_by(teacher)
    add_pupil(teacher, "Жолбарыс", "Еркін")
    teacher.met("kk-report-who")
    teacher.press("button[name=do][value=next]")
    tell_what(teacher, town.now - HOUR, "Сабақтан кейін сөмкесін тартып алғанын айтты.")
    teacher.choose("first_aid_given", "no")
    teacher.met("kk-report-care")
    teacher.press("button[name=do][value=next]")
    teacher.met("kk-report-check")
    teacher.press("form[action$='/file/'] button")
    assert teacher.page.locator(".govuk-panel__body strong").inner_text().isdigit()
    assert teacher.page.locator(".sg-duties .sg-duty").count() >= 1
    teacher.met("kk-report-done")


# ------------------------------------------------------------------------------------------- the pages that were met
@pytest.fixture
def found(walk) -> dict[str, list[str]]:
    assert walk.town.met
    return walk.town.findings


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_on_the_way_breaks(found, kind):
    """axe: serious or critical; wide: than its window; console: complaints; english: said in no other language."""
    assert not found[kind], "\n".join(found[kind])
