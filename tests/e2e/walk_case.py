"""What the people of the walk do with a report and with a case, page by page."""

import re
import subprocess
from datetime import datetime

from tests.e2e.town import Visitor


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
    person.page.locator("[name=place]").select_option(index=2)
    for kind in person.page.locator("[name=kinds]").all()[:2]:
        kind.check()
    person.choose("danger_now", "no")
    person.met("report-what")
    person.press("button[name=do][value=next]")


def pdf_text(body: bytes, tmp_path) -> str:
    path = tmp_path / "paper.pdf"
    path.write_bytes(body)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return re.sub(r"[ \t\xa0]+", " ", text)


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


def is_met(person: Visitor, case: str, rule: str) -> bool:
    """Nothing asks for the notice any more, and one limit more is done."""
    person.go(f"{case}deadlines/")
    assert person.page.locator(".sg-duty").count() >= 6
    return person.page.locator(f".sg-duty a[href*='/notices/{rule}/']").count() == 0


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


def suspect(person: Visitor, case: str, child: str, reason: str) -> None:
    """The first representative on the child's card."""
    person.go(f"{case}people/")
    person.press(person.page.locator("section", has_text=child).locator("a[href$='/suspicion/']"))
    person.fill(reason=reason)
    person.met("suspicion")
    person.press()
