"""The last button pressed twice at the same moment: a slow line, an impatient hand. With real commits."""

from threading import Barrier, Event, Thread

import pytest
from django.db import connection

from cases.models import Case, Report, ReportDraft
from cases.views import report_filing
from safeguard.tenancy.scope import school_scope
from tests.web.intake.conftest import Browser, Place


@pytest.mark.django_db(transaction=True)
def test_the_second_press_waits_and_is_led_to_what_the_first_one_filed(monkeypatch):
    place = Place()
    hands = [Browser(place, place.teacher), Browser(place, place.teacher)]
    draft = hands[0].walk()
    both, entered, answers = Barrier(2), [], []
    file_report, a_while = report_filing.file_report, Event()

    def slowly(**known):
        entered.append(known["draft"].pk)
        a_while.wait(0.5)  # the other press comes meanwhile
        return file_report(**known)

    def press(hand: Browser) -> None:
        both.wait(10)
        try:
            answers.append(hand.post(f"{draft}file/"))
        finally:
            connection.close()

    monkeypatch.setattr(report_filing, "file_report", slowly)
    threads = [Thread(target=press, args=(hand,)) for hand in hands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with school_scope(place.school.pk):
        report = Report.objects.get()
        assert Case.objects.count() == 1
        assert not ReportDraft.objects.exists()
    assert entered == [report.pk], "only one press may reach the service"
    assert {answer.headers.get("Location") for answer in answers} == {f"{hands[0].root}report/{report.pk}/done/"}
    assert len(answers) == 2
