"""What a field takes, what it refuses with which words, and that what was typed stays."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import TextChoices
from django.utils import timezone, translation
from PIL import Image

from safeguard import clock
from safeguard.forms import (
    DateField,
    FileField,
    FilesField,
    GovForm,
    MomentField,
    PhoneField,
    SelectField,
    TimeField,
    YesNoField,
)
from safeguard.forms.files import PAPERS, sniff

NOW = datetime(2025, 9, 15, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _morning_in_kyiv():
    with clock.frozen(NOW), timezone.override(ZoneInfo("Europe/Kyiv")), translation.override("en"):
        yield


def errors_of(field, data):
    form = type("F", (GovForm,), {"x": field})(data)
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in form.errors.get("x", [])], form


def day(d, m, y, **more):
    return {"x_day": d, "x_month": m, "x_year": y, **more}


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (day("21", "9", "2025"), "The date can't be later than today, 15 September 2025"),
        (day("31", "2", "2025"), "There is no such day in the calendar"),
        (day("12", "вересня", "2025"), "Write the date in figures, for example 12 9 2025"),
        (day("12", "9", "25"), "Write the year with four figures, for example 2025"),
        (day("12", "", "2025"), "The date needs a month"),
        (day("", "", ""), "Give the date"),
        ({}, "Give the date"),
        (day("1", "9", "99999999999"), "Write the year with four figures, for example 2025"),
    ],
)
def test_a_day_that_is_refused(typed, refusal):
    errors, form = errors_of(DateField(is_past=True), typed)
    assert errors == [refusal]
    for value in filter(None, typed.values()):
        assert f'value="{value}"' in str(form["x"])


def test_a_day_that_is_taken():
    _, form = errors_of(DateField(is_past=True), day(" 15 ", "09", "2025"))
    assert form.cleaned_data["x"] == date(2025, 9, 15)


def test_every_missing_part_is_named():
    errors, _ = errors_of(DateField(), day("", "9", ""))
    assert errors == ["The date needs a day", "The date needs a year"]


def test_an_empty_day_is_nothing_where_it_may_be_left_out():
    _, form = errors_of(DateField(required=False), {})
    assert form.cleaned_data["x"] is None


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (day("15", "9", "2025", x_time="09:01"), "The time can't be later than now, 15 September 2025, 09:00"),
        (day("15", "9", "2025", x_time="25:70"), "Write the time with hours and minutes, for example 14:30"),
        (day("15", "9", "2025", x_time=""), "Give the time, for example 14:30"),
        (
            day("30", "3", "2025", x_time="03:30"),
            "The clocks were put forward then: there was no such time on that day",
        ),
    ],
)
def test_a_moment_that_is_refused(typed, refusal):
    assert errors_of(MomentField(is_past=True), typed)[0] == [refusal]


def test_a_moment_is_read_in_the_zone_of_the_institution():
    _, form = errors_of(MomentField(is_past=True), day("15", "9", "2025", x_time="8.30"))
    assert form.cleaned_data["x"] == datetime(2025, 9, 15, 5, 30, tzinfo=UTC)


def test_an_instant_from_the_database_fills_the_inputs_with_local_time():
    form = type("F", (GovForm,), {"x": MomentField()})(initial={"x": datetime(2025, 9, 12, 21, 5, tzinfo=UTC)})
    assert [f'value="{value}"' in str(form["x"]) for value in ("13", "9", "2025", "00:05")] == [True] * 4


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("18:40", time(18, 40)),
        ("18.40", time(18, 40)),
        ("18 40", time(18, 40)),
        ("1840", time(18, 40)),
        ("8:05", time(8, 5)),
        ("805", time(8, 5)),
        ("24:00", None),
        ("18", None),
        ("18:4", None),
        ("noon", None),
    ],
)
def test_a_time_as_people_type_it(typed, expected):
    errors, form = errors_of(TimeField(), {"x": typed})
    assert form.cleaned_data.get("x") == expected
    assert bool(errors) == (expected is None)


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("ua", "050 123 45 67", "+380 50 123 4567"),
        ("ua", "+380501234567", "+380 50 123 4567"),
        ("kz", "8 701 123 45 67", "+7 701 123 4567"),
        ("ua", "+7 701 123 4567", "+7 701 123 4567"),
        ("ua", "050", None),
        ("ua", "ask her mother", None),
    ],
)
def test_a_telephone_number_any_way_people_write_it(country, typed, kept):
    errors, form = errors_of(PhoneField(country=country), {"x": typed})
    assert form.cleaned_data.get("x") == kept
    assert bool(errors) == (kept is None)
    assert typed in str(form["x"])


@pytest.mark.parametrize(("allowed", "errors"), [(True, 0), (False, 1)])
def test_short_numbers_only_where_hotlines_are_meant(allowed, errors):
    assert len(errors_of(PhoneField(allow_short=allowed), {"x": "116 111"})[0]) == errors


@pytest.mark.parametrize(("typed", "expected"), [("yes", True), ("no", False), ("", None)])
def test_yes_or_no_has_no_answer_of_its_own(typed, expected):
    _, form = errors_of(YesNoField(required=False), {"x": typed})
    assert form.cleaned_data["x"] is expected


class Place(TextChoices):
    YARD = "yard", "Yard"
    NET = "net", "Internet"


@pytest.mark.parametrize("choices", [Place, Place.choices, lambda: Place.choices], ids=["enum", "list", "function"])
def test_one_of_many_begins_with_a_prompt_that_is_no_answer(choices):
    field = SelectField(choices=choices)
    assert [value for value, _ in field.choices] == ["", "yard", "net"]
    assert errors_of(field, {"x": ""})[0] == ["Choose one answer"]
    assert errors_of(SelectField(choices=choices), {"x": "net"})[1].cleaned_data["x"] == "net"


def test_choices_given_later_keep_the_prompt_and_a_form_of_one_keeps_its_own():
    form_class = type("F", (GovForm,), {"x": SelectField(choices=[])})
    one, other = form_class(), form_class()
    one.fields["x"].choices = Place.choices
    assert [value for value, _ in one.fields["x"].choices] == ["", "yard", "net"]
    assert [value for value, _ in other.fields["x"].choices] == [""]
    assert str(one["x"]).count("<option") == 3


# --- files ---


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return out.getvalue()


def office(*parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in parts:
            archive.writestr(part, "<xml/>")
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
DOCX = office("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (png(), "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"0" * 40 + b"\xff\xd9", "image/jpeg"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2mp41" + b"0" * 40, "video/mp4"),
        (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (office("word/document.xml", "word/vbaProject.bin"), None),
        (office("anything.txt"), None),
        (b"MZ\x90\x00" + b"0" * 60, None),
        (b"<html><script>alert(1)</script></html>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"PK\x03\x04 broken", None),
        (b"x", None),
    ],
)
def test_a_file_is_what_its_bytes_are(content, kind):
    assert sniff(content) == kind


def uploaded(field, *files):
    form = type("F", (GovForm,), {"x": field})({}, {"x": list(files)} if len(files) > 1 else {"x": files[0]})
    form.full_clean()
    return form


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.exe", b"MZ\x90\x00 program", "“a.exe” can't be accepted. Possible: PDF, PNG, JPEG, DOCX"),
        ("a.pdf", b"MZ\x90\x00 program", "“a.pdf” can't be accepted: what is inside isn't PDF"),
        ("a.pdf", png(), "“a.pdf” isn't what its name says: inside it is PNG"),
        ("a.png", png()[:40], "“a.png” can't be read. It may be damaged"),
        ("a.pdf", b"", "“a.pdf” is empty"),
        ("a.pdf", PDF * 30, "“a.pdf” is too large: 1 kB. At most 1 kB are possible"),
    ],
)
def test_an_upload_that_is_refused_says_why(name, content, refusal):
    form = uploaded(FileField(kinds=PAPERS, max_bytes=1000), SimpleUploadedFile(name, content))
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in form.errors["x"]] == [refusal]


def test_an_upload_that_is_taken_knows_its_type():
    form = uploaded(FileField(kinds=PAPERS), SimpleUploadedFile("Лист.PDF", PDF, content_type="text/html"))
    assert (form.cleaned_data["x"].media_type, form.cleaned_data["x"].read()) == ("application/pdf", PDF)


class Several(dict):
    getlist = dict.__getitem__


def test_of_several_files_each_refused_one_is_named():
    files = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.exe", b"MZ"), SimpleUploadedFile("c.pdf", b"")]
    form = type("F", (GovForm,), {"x": FilesField()})({}, Several(x=files))
    assert [message.split("”")[0] for message in form.errors["x"]] == ["“b.exe", "“c.pdf"]
