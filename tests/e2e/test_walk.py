"""The main job from end to end on the real servers: a report becomes a case, a decision and a figure.

Each step stands on the one before it, so after a failed one the rest is skipped; what was found on the pages that
were met is asked at the end. The pictures are .run/screens/walk-*.
"""

import csv
import io
import re
import subprocess
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import openpyxl
import pytest

from tests.e2e.town import KYIV, Town, Visitor
from tests.harness import wait_for

pytestmark = pytest.mark.e2e
NARRATIVE = "Розповіла, що після уроку в неї відібрали рюкзак і знімали це на телефон."
NEW_PUPIL = "Перелітний"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass
class Walk:
    """What one step leaves to the next: who is signed in, the addresses, the names that nobody above may read."""

    town: Town
    browser: object
    people: dict[str, Visitor] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    stopped_at: str = ""

    def visitor(self, role: str, country: str = "ua", language: str = "uk") -> Visitor:
        """Signed in once; later steps find them at the same browser."""
        key = f"{role} {country}"
        if key not in self.people:
            self.people[key] = Visitor(self.town, self.browser, language).sign_in(role, country)
        return self.people[key]


@pytest.fixture(scope="module")
def walk(town_of_its_own: Town, browser) -> Walk:
    return Walk(town_of_its_own, browser)


@pytest.fixture
def town(walk) -> Town:
    return walk.town


@pytest.fixture(autouse=True)
def _in_order(request, walk):
    is_step = "found" not in request.fixturenames
    if is_step and walk.stopped_at:
        pytest.skip(f"the walk ended at {walk.stopped_at}")
    before = request.session.testsfailed
    yield
    if is_step and request.session.testsfailed > before:
        walk.stopped_at = request.node.name


def hurt_by(person: Visitor) -> str:
    """The first pupil of the own class, chosen with the first button of the row; the name."""
    row = person.page.locator("#found li").first
    name = row.locator(".sg-roll__who").evaluate("node => node.firstChild.data.trim()")
    person.press(row.locator("button[name=do]"))
    return name


def add_pupil(person: Visitor, family: str, given: str) -> None:
    """Somebody who isn't in the list: may have done it."""
    person.press("button[name=do][value=new]")
    person.met("report-person")
    person.choose("role", "accused")
    person.choose("who", "pupil")
    person.fill(family=family, given=given, birth_year=str(person.town.now.year - 13))
    person.choose("sex", "m")
    person.page.locator("[name=school_class]").select_option(index=1)
    person.press()


def tell_what(person: Visitor, at: datetime, words: str) -> None:
    person.moment("happened", at, with_time=False)
    person.fill(happened_time=at.strftime("%H:%M"), place_note="біля 204", narrative=words)
    person.page.locator("[name=place]").select_option("corridor")
    for kind in person.page.locator("[name=kinds]").all()[:2]:
        kind.check()
    person.choose("danger_now", "no")
    person.met("report-what")
    person.press("button[name=do][value=next]")


def pdf_text(body: bytes, tmp_path) -> str:
    path = tmp_path / "paper.pdf"
    path.write_bytes(body)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", text)


# ------------------------------------------------------------------------------------------------------- figures before
def test_the_officer_notes_the_figures_of_the_quarter(walk):
    officer = walk.visitor("district")
    officer.met("district-before")
    links = officer.page.locator("main a[href*='figures.csv']")
    walk.at["csv"] = links.first.get_attribute("href")
    walk.at["before"] = total_of(officer, walk.at["csv"])


def total_of(officer: Visitor, href: str) -> dict[tuple[str, str, str], int]:
    """(place, indicator, kind) of the file."""
    lines = csv.reader(io.StringIO(officer.page.request.get(href).text().lstrip("\ufeff")), delimiter=";")
    return {(place, indicator, kind): int(number) for _, place, indicator, kind, number in list(lines)[1:]}


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
    walk.at["report"] = number


# -------------------------------------------------------------------------------------------- 2 desk, clocks, why
def test_the_principal_sees_the_case_with_its_clocks(walk, town):
    principal = walk.visitor("principal")
    principal.met("principal-desk")
    rows = principal.page.locator("main a[href*='/cases/'][href*='/notices/']")
    assert rows.count()
    principal.go("cases/", "cases")
    link = principal.page.locator("main tbody tr a[href*='/cases/']").first
    number = int(link.inner_text())
    walk.at["case"] = link.get_attribute("href")
    walk.at["number"] = str(number)
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
        details.locator("summary").click()
        assert re.search(r"розд|п\. ?\d|пункт|абз", details.inner_text()), details.inner_text()
    said = principal.text
    assert "Порядок" in said or "порядк" in said
    assert principal.page.locator("[data-track] td").count()
    principal.met("deadlines-with-reasons")
    meeting = principal.page.locator(".sg-duty", has=principal.page.locator("a[href*='/commission/']")).first
    words = meeting.inner_text()
    assert re.search(r"пн|пт|чт|ср|вт", words), words  # the days counted, by their names


# --------------------------------------------------------------------------------------------------- 3 police, families
def told(person: Visitor, rule: str, at: datetime, case: str, name: str = "", **words: str) -> None:
    """Records a notice of a rule that has one recipient."""
    person.go(f"{case}notices/{rule}/")
    person.moment("told_at", at)
    person.page.locator("[name=channel]").select_option("phone")
    person.fill(**words)
    if name:
        person.met(name)
    person.press()
    assert person.page.url.endswith("/notices/"), person.text[:600]


def state_of(person: Visitor, case: str, rule: str) -> str:
    """late, soon, done or ahead: the class of the limit's row."""
    person.go(f"{case}deadlines/")
    title = {"police": "поліц", "guardian": "представник", "meeting": "засідання"}[rule]
    row = person.page.locator(".sg-duty").filter(has_text=re.compile(title, re.IGNORECASE)).first
    found = re.search(r"sg-duty--(\w+)", row.get_attribute("class"))
    return found[1] if found else "ahead"


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
    assert state_of(principal, case, "police") == "done"


def test_the_letter_to_the_police_comes_out_in_ukrainian(walk, tmp_path):
    principal, case = walk.visitor("principal"), walk.at["case"]
    principal.go(f"{case}documents/")
    principal.press("form[action$='/letters/police_notice/'] button")
    ready = "main a[href$='.pdf']"
    principal.reload_until(lambda page: page.locator(ready).count(), 30, "the worker prints the letter")
    principal.met("documents")
    text = pdf_text(principal.pdf(principal.page.locator(ready).first.get_attribute("href")), tmp_path)
    assert re.search("поліці", text, re.IGNORECASE)
    assert "Обрій" in text
    assert "булінг" in text
    assert not [name for name in walk.names if name.split()[-1] in text]


def children_of(person: Visitor, case: str) -> list[str]:
    """Ids of the children as the choices of the notice to representatives name them."""
    person.go(f"{case}notices/guardian_notice/")
    values = person.page.locator("[name=whom]").evaluate_all("all => all.map(one => one.value)")
    return list(dict.fromkeys(value.partition(":")[0] for value in values))


def tell_family(person: Visitor, case: str, child: str, at: datetime, **words: str) -> None:
    """The first representative whom the page offers; somebody else where `words` say who."""
    person.go(f"{case}notices/guardian_notice/?child={child}")
    choices = person.page.locator(f"[name=whom][value^='{child}:']")
    (choices.last if words else choices.first).check()
    person.moment("told_at", at)
    person.page.locator("[name=channel]").select_option("phone")
    person.fill(**words)
    person.press()
    assert person.page.url.endswith("/notices/"), person.text[:600]


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
            assert state_of(principal, case, "guardian") != "done"
    principal.go(f"{case}people/")
    principal.press(principal.page.locator("section", has_text=NEW_PUPIL).locator("a[href$='/suspicion/']"))
    principal.fill(reason="Дитина боїться йти додому.")
    principal.met("suspicion")
    principal.press()
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
    assert state_of(principal, case, "guardian") == "done"
    principal.go(f"{case}timeline/", "timeline")


# ------------------------------------------------------------------------------------------------------ 4 enforcement
def test_an_untouched_limit_escalates(walk, town):
    principal = walk.visitor("principal")
    town.move_to(town.now + 25 * HOUR)
    number = walk.at["number"]

    def has_come(page) -> int:
        lines = page.locator("main li").filter(has_text=re.compile(rf"№\s*{number}\b"))
        return lines.filter(has=page.locator(".govuk-tag--red, .sg-tag--late")).count()

    principal.go("messages/")
    principal.reload_until(has_come, 45, "the sweep tells the head that a limit has passed")
    principal.met("messages")
    principal.go(f"{walk.at['case']}deadlines/")
    assert principal.page.locator(".sg-duty--late").count() == 2  # the service for children, the social services
    principal.met("deadlines-late")
    principal.go("", "principal-desk-late")


def test_its_letter_lies_in_the_outbox_and_says_nothing(walk, town):
    from email import message_from_string, policy

    def letters() -> list[str]:
        found = [message_from_string(text, policy=policy.default) for text in town.servers.letters()]
        return [f"{one['Subject']} {one.get_content()}" for one in found if "principal@ua" in one["To"]]

    wait_for(letters, 30, "the mail is in the outbox")
    for text in letters():
        assert town.servers.address in text
        assert not any(word in text for name in walk.names for word in name.split())
        assert "рюкзак" not in text
