"""Which procedure asks for which paper, and where it says so. No procedure's key in Python: the files decide."""

import pytest

from safeguard.documents.enums import DocumentKind
from safeguard.procedures.catalogue import RULEBOOK, load_procedure, procedures, versions
from safeguard.procedures.papers import About, Part, forms_of, papers_of, read_papers
from safeguard.procedures.reader import RulebookError
from tests.law.test_obligations import ROWS

NOTICES = {"notice_member": "6", "notice_guest": "6"}
ASKED = {
    "kz-2021": {"explanations": "39", "accused_notice": "39"},
    "ua-1646": {
        "composition": "1", "explanations": "3", "undertaking_member": "6", "undertaking_guest": "9", "opinion": "5",
        "minutes_order": "8", "extract": "10", **NOTICES,
    },
    "ua-bila-tserkva-21": {
        "composition": "1", "investigation": "1", "explanations": "2", "undertaking_member": "6",
        "undertaking_guest": "9", "opinion": "5", "minutes_order": "8", "extract": "10", "not_confirmed": "12",
        "police_right": "8", **NOTICES,
    },
    "ua-dnipro-cpto": {
        "composition": "1", "explanations": "3", "undertaking_member": "6", "undertaking_guest": "9", "opinion": "5",
        "extract": "10", **NOTICES,
    },
    "ua-kharkiv-51": {
        "composition": "1", "investigation": "2", "explanations": "3", "undertaking_member": "6",
        "undertaking_guest": "9", "opinion": "5", "extract": "10", "police_right": "7", **NOTICES,
    },
}  # fmt: skip
HELD = {name: load_procedure(name, version) for name in procedures() for version in versions(name)}


def test_which_procedure_asks_for_which_paper_at_which_point():
    found = {name: {key: each.citation.point for key, each in papers_of(held).items()} for name, held in HELD.items()}
    assert found == ASKED


def test_an_order_formalises_the_minutes_only_where_the_procedure_wants_one():
    """C-28."""
    asked = {name for name, held in HELD.items() if "minutes_order" in papers_of(held)}
    assert asked == {name for name, held in HELD.items() if held.minutes and held.minutes.needs_order}


def test_every_row_is_of_the_register_of_obligations():
    assert {row for held in HELD.values() for paper in papers_of(held).values() for row in paper.citation.rows} <= set(
        ROWS
    )


def test_every_form_that_is_kept_is_a_kind_of_document_and_every_form_is_asked_for():
    printed_when_asked = {About.GUEST_NOTICE, About.SEAT_NOTICE}
    kept = {key for key, form in forms_of().items() if form.about not in printed_when_asked}
    assert kept <= set(DocumentKind.values)
    assert set(forms_of()) == {key for held in HELD.values() for key in papers_of(held)}


def test_what_is_asked_is_printed_and_what_is_printed_is_filled():
    for form in forms_of().values():
        words = "".join(texts.in_("uk") for texts in (form.opening, *form.points))
        for ask in form.asks:
            assert f"{{{ask.key}}}" in words or ask.key in form.facts or ask.key == "until", (form.key, ask.key)
        assert set(form.facts) <= set(Part) | {ask.key for ask in form.asks}


WRONG = [
    ('form = "extract"', 'form = "unheard"', "must be one of"),
    (', point = "10"', "", "names no point"),
    ("default = true", 'default = "yes"', "must be true or false"),
    ("gate = true", "gaet = true", "unknown key"),
]


@pytest.mark.parametrize(("right", "wrong", "reason"), WRONG)
def test_a_wrong_file_is_refused_with_its_line(tmp_path, right, wrong, reason):
    text = (RULEBOOK / "ua" / "papers" / "ua-1646@2020-02-18.toml").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "ua" / "papers").mkdir(parents=True)
    (tmp_path / "papers@1.toml").write_bytes((RULEBOOK / "papers@1.toml").read_bytes())
    path = tmp_path / "ua" / "papers" / "wrong.toml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(RulebookError, match=reason):
        read_papers(path)
