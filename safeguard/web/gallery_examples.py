"""What the gallery shows: the data of templates/gallery/examples.toml, a form with every field, a deadline track."""

import tomllib
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator

from safeguard.forms import (
    CheckboxesField,
    DateField,
    FilesField,
    GovForm,
    MomentField,
    PhoneField,
    RadioField,
    SelectField,
    TextField,
    TimeField,
    WordsField,
    YesNoField,
)
from safeguard.web.track import Track, TrackRule, lay_out

_EXAMPLES = settings.BASE_DIR / "templates" / "gallery" / "examples.toml"
MESSAGES = {
    messages.SUCCESS: "Повідомлення поліції записано. Строк виконано вчасно.",
    messages.INFO: "Лист складається. Він з’явиться у документах за хвилину.",
    messages.WARNING: "Батько позначений як імовірний кривдник, тому листа йому не буде.",
    messages.ERROR: "Голосування не закрито: кворуму немає.",
}
WRONG = {
    "happened_day": "31", "happened_month": "2", "happened_year": "2025", "what": "Після уроку показала чат.",
    "received_day": "15", "received_month": "9", "received_year": "2025", "received_time": "25:70", "phone": "050",
}  # fmt: skip


class ReportForm(GovForm):
    """Every kind of field."""

    happened = DateField(
        label="Коли це сталося", help_text="Якщо не знаєте точно, напишіть день, коли дізналися.", is_past=True
    )
    received = MomentField(label="Коли про це дізналася школа", is_past=True)
    at = TimeField(label="О котрій годині", required=False)
    where = SelectField(label="Де", choices=[("net", "Інтернет: чат класу"), ("yard", "Подвір’я")])
    what = WordsField(
        label="Що ви бачили або почули",
        help_text="Словами дитини, якщо пам’ятаєте. Оцінювати не треба.",
        seen_by="Прочитають: директорка й відповідальна особа. Батьки та інші вчителі не побачать.",
    )
    kinds = CheckboxesField(
        label="Вид насильства",
        choices=[("psychological", "Психологічне"), ("physical", "Фізичне"), ("cyber", "Кібербулінг")],
        hints={"cyber": "У чатах, соціальних мережах, іграх"},
    )
    danger = YesNoField(label="Чи є небезпека зараз", yes="Так, дитині загрожує шкода", no="Ні, дитина зараз у безпеці")
    who = RadioField(
        label="Хто це помітив",
        choices=[("me", "Я"), ("child", "Дитина"), ("parent", "Хтось із батьків"), ("other", "Хтось інший")],
        hints={"child": "Сама постраждала дитина або її друзі"},
        last_resort="other",
        required=False,
    )
    name = TextField(label="Прізвище", width=20)
    phone = PhoneField(label="Телефон", help_text="Щоб перепитати, якщо буде потреба.")
    pictures = FilesField(label="Знімки екрана", help_text="PNG, JPEG, PDF, до 10 МБ кожен.", required=False)
    sure = forms.BooleanField(label="Я перевірила відповіді", help_text="Подане не змінюють, а доповнюють.")


def components() -> dict[str, Any]:
    """Names as the templates expect them."""
    given = tomllib.loads(_EXAMPLES.read_text(encoding="utf-8"))
    return given | {
        "user": given["person"],
        "organisation": given["place"],
        "account_href": "#",
        "track": _track(),
        "attendance": _roll(given["people"], "a", [("here", "Тут"), ("away", "Немає")]),
        "ballots": _roll(given["people"], "b", [("for", "За"), ("against", "Проти"), ("abstained", "Утрим.")]),
        "table": _table(given["indicators"]),
        "page_obj": Paginator(range(240), 20).page(5),
        "delta": timedelta(hours=2, minutes=15),
    }


def _track() -> Track:
    monday = date(2025, 9, 15)
    off = {monday + timedelta(days=number) for number in (5, 6, 12, 13)}
    days = [monday + timedelta(days=number) for number in range(1, 15)]
    working = [day for day in days if day not in off]
    counted = {on: number for number, on in enumerate(working, 1)}
    next_day = working[0]
    rules = [
        TrackRule("Поліція", "24 години", monday, next_day, "soon", "10:35", "10:35", href="#"),
        TrackRule("Батьки, 1 з 2", "прострочено на 3 год", monday, next_day, "late", "10:35", "10:35", href="#"),
        TrackRule("Служба у справах дітей", "виконано о 14:20", monday, next_day, "done", met_on=monday, href="#"),
        TrackRule("Засідання комісії", "3 робочі дні", monday, working[2], "", "подано", counted=counted, href="#"),
        TrackRule(
            "Завершення розгляду", "10 робочих днів", monday, working[9], "", "подано", counted=counted, href="#"
        ),
    ]
    return lay_out(rules, today=next_day, days_off=off)


def _roll(people: list[dict[str, Any]], field: str, options: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{field}{number}",
            "name": person["name"],
            "note": person["note"],
            "field": field,
            "action": "#",
            "is_closed": field == "b" and "choice" not in person,
            "options": [(value, label, index == person.get("choice")) for index, (value, label) in enumerate(options)],
        }
        for number, person in enumerate(people)
    ]


def _table(given: dict[str, Any]) -> dict[str, Any]:
    def cells(number: int, words: str, total: int, *rest: object) -> list[dict[str, Any]]:
        return [
            {"text": number, "is_number": True, "is_quiet": True},
            {"text": words, "is_head": True},
            {"text": total, "is_number": True, "is_total": True, "href": "#"},
            *({"text": value, "is_number": True} for value in rest),
        ]

    return {
        "caption": given["caption"],
        "note": given["note"],
        "is_framed": True,
        "columns": [{"label": head, "is_number": head != "Показник"} for head in given["heads"]],
        "rows": [cells(*line) for line in given["lines"]],
    }
