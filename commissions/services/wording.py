"""Words that the product writes into the minutes beforehand, in the language of record."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext, override, pgettext

from cases.models import Report
from commissions.domain.names import listed
from commissions.enums import ItemKind, MotionKind
from safeguard import dates
from safeguard.errors import gettext_noop

_TITLES = {
    # Translators: minutes, uk: Затвердження порядку денного засідання
    ItemKind.AGENDA: gettext_noop("Approval of the agenda of the meeting"),
    # Translators: minutes, uk: Про наявність обставин, що обґрунтовують інформацію, зазначену в заяві або повідомленні
    ItemKind.FINDING: gettext_noop("On whether there are circumstances that justify the information in the report"),
    # Translators: minutes, uk: Про кваліфікацію випадку: булінг (цькування) чи одноразовий конфлікт
    ItemKind.QUALIFICATION: gettext_noop("On the qualification of the case: bullying or a one-off conflict"),
    # Translators: minutes, uk: Про потреби сторін, заходи, рекомендації та моніторинг їх виконання
    ItemKind.MEASURES: gettext_noop("On the needs of the sides, measures, recommendations and their monitoring"),
}
_MOTIONS = {
    # Translators: minutes, uk: Обрати головуючим на засіданні
    MotionKind.PRESIDE: gettext_noop("To elect who presides over the meeting"),
    # Translators: minutes, uk: Обрати секретарем засідання
    MotionKind.KEEP_MINUTES: gettext_noop("To elect who keeps the minutes of the meeting"),
    # Translators: minutes, uk: Затвердити порядок денний
    MotionKind.AGENDA: gettext_noop("To approve the agenda"),
    # Translators: minutes, uk: Визнати наявними обставини, що обґрунтовують інформацію, зазначену в заяві
    MotionKind.SUBSTANTIATED: gettext_noop(
        "To find that there are circumstances that justify the information in the report"
    ),
    # Translators: minutes, uk: Визнати відсутніми обставини, що обґрунтовують інформацію, зазначену в заяві
    MotionKind.NOT_SUBSTANTIATED: gettext_noop(
        "To find that there are no circumstances that justify the information in the report"
    ),
    # Translators: minutes, uk: Кваліфікувати випадок як булінг (цькування)
    MotionKind.BULLYING: gettext_noop("To qualify the case as bullying"),
    # Translators: minutes, uk: Кваліфікувати випадок як одноразовий конфлікт або сварку
    MotionKind.CONFLICT: gettext_noop("To qualify the case as a one-off conflict or quarrel"),
    # Translators: minutes, uk: Затвердити заходи та рекомендації
    MotionKind.MEASURES: gettext_noop("To approve the measures and recommendations"),
}


def item_title(kind: ItemKind, language: str, *, case_number: int | None) -> str:
    """`case_number` only where the agenda has several cases."""
    with override(language):
        title = gettext(_TITLES[kind])
        if case_number is None:
            return title
        # Translators: end of an agenda item's title where a meeting hears several cases
        return gettext("%(title)s (case No. %(number)d)") % {"title": title, "number": case_number}


def motion_text(kind: MotionKind, language: str, code: str = "") -> str:
    """The usual words of a motion; the secretary may change them. Empty for a question of one's own.

    `code` says about whom, where several are accused.
    """
    with override(language):
        words = gettext(_MOTIONS[kind]) if kind in _MOTIONS else ""
        if not words or not code:
            return words
        # Translators: minutes, uk: %(motion)s щодо %(code)s
        return gettext("%(motion)s with regard to %(code)s") % {"motion": words, "code": code}


def basis_of(report: Report, language: str, zone: ZoneInfo) -> str:
    """From whom and when the report came, as the form asks; the number is that of the register of reports."""
    who = listed(report.reporter.open("name")) if report.reporter else report.open("reporter_name")
    with override(language), timezone.override(zone):
        # Translators: minutes, uk: повідомлення (%(who)s), яке надійшло до керівника %(day)s о %(time)s,
        # реєстраційний № %(number)d
        text = gettext("report of %(who)s, received by the head on %(day)s at %(time)s, register No. %(number)d")
        return text % {
            "who": who or pgettext("reporter", "a person who gave no name"),
            "day": dates.day(report.head_received_at),
            "time": dates.clock_time(report.head_received_at),
            "number": report.number,
        }
