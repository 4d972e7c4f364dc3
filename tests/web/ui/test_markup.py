"""The markup of forms and components: every input has its label, every note is read out, every link has its target."""

import pytest
from django.test import Client
from django.utils import translation

from safeguard.forms import GovForm, RadioField, TextField, WordsField
from tests.web.ui.page import Page

pytestmark = pytest.mark.urls("safeguard.web.interface_urls")


class AskedForm(GovForm):
    name = TextField(label="Name", help_text="As in the register")
    what = WordsField(label="What", seen_by="The head will read it", error_messages={"required": "Say what you saw"})
    who = RadioField(label="Who", choices=[("a", "A"), ("b", "B")], hints={"b": "Not A"})


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def field(form, name):
    return Page(f"<body>{form[name].as_field_group()}</body>")


def test_notes_are_read_in_the_order_of_the_page():
    page = field(AskedForm({}), "what")
    assert page.all("//textarea/@aria-describedby") == ["id_what_seen id_what_error"]
    assert page.all("//textarea/@aria-invalid") == ["true"]
    assert page.dangling() == []


def test_a_group_has_a_legend_and_its_error_is_read_with_it():
    page = field(AskedForm({}), "who")
    assert page.all("//fieldset/legend/text()") == ["Who"]
    assert page.all("//fieldset/@aria-describedby") == ["id_who_error"]
    assert page.all("//input[@value='b']/@aria-describedby") == ["id_who_1_hint"]


def test_a_question_that_may_stay_empty_says_so():
    form = AskedForm()
    form.fields["name"].required = False
    assert "(you may leave it empty)" in form["name"].as_field_group()
    assert "(you may leave it empty)" not in form["what"].as_field_group()


def test_what_was_typed_stays_and_is_escaped():
    form = AskedForm({"name": '"><b>', "what": "</textarea><script>", "who": "c"})
    page = Page(f"<body>{form}</body>")
    assert page.all("//input[@name='name']/@value") == ['"><b>']
    assert page.all("//textarea/text()") == ["</textarea><script>"]
    assert page.all("//script | //b") == []


def test_the_browser_neither_requires_nor_cuts():
    page = Page(f"<body>{AskedForm()}</body>")
    assert page.all("//@required | //@maxlength") == []


def test_the_summary_names_the_question_unless_the_message_does():
    page = Page(Client().get("/_gallery/form/", headers={"accept-language": "en"}).content)
    lines = page.all("//*[@data-error-summary]//a/text()")
    assert "Коли це сталося: There is no such day in the calendar" in lines
    form = AskedForm({})
    form.full_clean()
    from safeguard.templatetags.sg import error_links

    assert error_links(form) == [
        ("id_name", "Name: Fill in this answer"),
        ("id_what", "Say what you saw"),
        ("id_who_0", "Who: Choose one answer"),
    ]


@pytest.mark.parametrize("address", ["/_gallery/", "/_gallery/form/", "/privacy/", "/accessibility/"])
def test_a_page_holds_together(address):
    page = Page(Client().get(address).content)
    assert page.dangling() == []
    assert page.unlabelled() == []
    assert len(page.ids) == len(set(page.ids)) or _repeated(page) <= {"why-off", "quorum"}
    assert len(page.all("//h1")) == len(page.all("//main")) == 1


def _repeated(page):
    return {id_ for id_ in page.ids if page.ids.count(id_) > 1}


def test_an_error_puts_the_word_into_the_title():
    page = Page(Client().get("/_gallery/form/", headers={"accept-language": "en"}).content)
    assert page.all("//title/text()")[0].startswith("Error: ")
