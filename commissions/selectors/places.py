"""The texts of the minutes by their place: how a correction names them, in the language that is active."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import override, pgettext

from commissions.domain.correcting import Change, Text
from commissions.sheets import ChangeLine, CorrectionBlock
from safeguard import clock, dates
from safeguard.documents.models import Document


def place_words(sheet: Mapping[str, Any], text: Text) -> str:
    """Basis, case No. 7; II, HEARD; Place."""
    what = {
        # Translators: minutes, uk: Підстава (where a corrected text stands)
        "basis": pgettext("minutes", "Basis"),
        # Translators: minutes, uk: Стислий зміст
        "summary": pgettext("minutes", "Short content"),
        # Translators: minutes, uk: Слухали
        "heard": pgettext("minutes", "Heard"),
        # Translators: minutes, uk: Виступили
        "spoke": pgettext("minutes", "Spoke"),
        # Translators: minutes, uk: Вирішили
        "resolved": pgettext("minutes", "Resolved"),
        # Translators: minutes, uk: Мотиви рішення
        "note": pgettext("minutes", "Reasons of the decision"),
        # Translators: minutes, uk: Місце
        "place": pgettext("minutes", "Place"),
        # Translators: minutes, uk: Причина порушення строку
        "late_reason": pgettext("minutes", "Why a time limit wasn't kept"),
    }[text.name]
    return ", ".join(part for part in (_entry(sheet, text), what) if part)


def _entry(sheet: Mapping[str, Any], text: Text) -> str:
    """The question by its numeral, the case by its heading where several were heard."""
    if not text.group:
        return ""
    entry = sheet[text.group][text.index]
    return str(entry.get("numeral") or entry.get("heading") or entry.get("name") or "")


def change_lines(sheet: Mapping[str, Any], made: Sequence[Change]) -> list[ChangeLine]:
    return [ChangeLine(place_words(sheet, each.text), each.text.words, each.now) for each in made]


def correction_block(
    sheet: Mapping[str, Any], base: Document, made: Sequence[Change], reason: str, *, language: str, zone: str
) -> dict[str, Any]:
    """As the next version prints it, in the language of record."""
    with override(language), timezone.override(ZoneInfo(zone)):
        block = CorrectionBlock(
            corrects=base.version,
            corrects_of=dates.day_plain(base.finalised_at),
            made_on=dates.moment_plain(clock.now()),
            reason=reason,
            changes=tuple(change_lines(sheet, made)),
        )
        return asdict(block)
