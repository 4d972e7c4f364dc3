"""Example data of the gallery: invented people, in Ukrainian, for that is what the pages are mostly read in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
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
    files = FilesField(label="Знімки екрана", help_text="PNG, JPEG, PDF, до 10 МБ кожен.", required=False)
    sure = forms.BooleanField(label="Я перевірила відповіді", help_text="Подане не змінюють, а доповнюють.")


def steps() -> list[dict[str, str]]:
    return [
        {"label": "Хто", "href": "#", "state": "done"},
        {"label": "Що сталося", "state": "current"},
        {"label": "Свідки та перша допомога", "state": "ahead"},
        {"label": "Перевірити й подати", "state": "ahead"},
    ]


def components() -> dict[str, Any]:
    """Names as the templates expect them."""
    return {
        "rows": _duties(),
        "track": _track(),
        "quorum": {"present": 7, "total": 8, "needed": 6, "warning": "якщо вийдуть двоє, голосувати не можна"},
        "no_quorum": {"present": 5, "total": 8, "needed": 6},
        "attendance": _roll("a", [("here", "Тут"), ("away", "Немає")]),
        "ballots": _roll("b", [("for", "За"), ("against", "Проти"), ("abstained", "Утрим.")]),
        "tally": {"for_": 5, "against": 1, "abstained": 1, "word": "Ухвалюється: 5 з потрібних 5", "kind": "go",
                  "rule": "Потрібно більше половини затвердженого складу: 5 з 8."},
        "events": _events(),
        "summary": [
            {"key": "Сталося", "value": "пт 12.09.2025, близько 19:00", "action_href": "#", "action_label": "Доповнити"},
            {"key": "Де", "value": "Чат класу, 7-Б", "tag": {"word": "Доповнено", "kind": "go"}},
            {"key": "Свідки", "value": ""},
        ],
        "tabs": [
            {"label": "Огляд", "href": "#", "is_current": True}, {"label": "Хронологія", "href": "#"},
            {"label": "Люди", "href": "#"}, {"label": "Строки", "href": "#", "count": 2},
            {"label": "Повідомлення", "href": "#"}, {"label": "Документи", "href": "#"}, {"label": "Доступ", "href": "#"},
        ],
        "figures": [
            {"figure": "146", "label": "повідомлень", "note": "8,1 на 1 000 учнів, торік 7,4", "href": "#"},
            {"figure": "95 %", "label": "поліцію повідомлено вчасно", "note": "136 із 143 завершених строків"},
            {"figure": "56 із 60", "label": "шкіл подали звіт", "tag": {"word": "2 прострочили", "kind": "late"}},
            {"figure": "9", "label": "шкіл без повідомлень", "note": "два квартали поспіль: 3 школи"},
        ],
        "step": {"title": "Повідомити поліцію до 10:35 сьогодні, 16 вересня", "state": "soon",
                 "text": "Лишилося 2 год 15 хв. Лист уже складено; запишіть, коли, як і кого повідомлено.",
                 "action_href": "#", "action_label": "Записати повідомлення поліції", "link_href": "#",
                 "link": "Лист до поліції, PDF", "then": "Потім: запросити членів комісії до 18:00 ср 17.09."},
        "to_sign": [
            {"label": "Протокол № 6", "href": "#", "note": "підписали 6 з 7, лишилися ви"},
            {"label": "Лист до поліції", "href": "#", "tag": {"word": "чернетка"}},
        ],
        "minutes": [
            {"label": "Підстава, стислий зміст, присутні", "href": "#", "word": "Заповнено", "kind": "done"},
            {"label": "Ухвалили: заходи, відповідальні, дати", "href": "#", "word": "Бракує 2 полів"},
        ],
        "table": _table(),
        "page_obj": Paginator(range(240), 20).page(5),
        "steps": steps(),
        "saved_at": datetime(2025, 9, 16, 12, 42, tzinfo=UTC),
        "languages_at": datetime(2025, 9, 12, 15, 40, tzinfo=UTC),
        "delta": timedelta(hours=2, minutes=15),
        "chart": {"title": "Повідомлення за видами", "note": "темне: цього року, світле: торік", "src": "/static/img/mark.svg",
                  "alt": "Стовпчики за видами; числа стоять у таблиці"},
    }  # fmt: skip


def _duties() -> list[dict[str, Any]]:
    why = {"text": "24 години від моменту, коли ви отримали повідомлення: пн 15.09, 10:35. Вихідні не зупиняють лічби.",
           "source": "Порядок реагування, розд. II", "source_href": "#"}  # fmt: skip
    act = {"action_href": "#", "action_label": "Записати повідомлення"}
    return [
        {"state": "late", "word": "Прострочено", "left": "14 год 35 хв", "exact": "строк був 15.09, 17:45", "is_primary": True,
         "title": "Повідомити службу у справах дітей", "about": "Справа № 15 · образи в роздягальні, 5-А", "why": why, **act},
        {"state": "soon", "word": "Спливає сьогодні", "left": "2 год 15 хв", "exact": "до 10:35", "title": "Повідомити поліцію",
         "about": "Справа № 17 · цькування в чаті класу, 7-Б", "why": {**why, "is_open": True}, **act},
        {"state": "ahead", "word": "За 2 робочі дні", "left": "чт 18.09", "exact": "до 23:59",
         "title": "Провести засідання комісії", "about": "Справа № 17 · скликано на чт, 15:00, каб. 204",
         "action_href": "#", "action_label": "Відкрити"},
        {"state": "done", "word": "Виконано вчасно", "left": "14:20", "exact": "пн 15.09", "title": "Повідомити батька Софії Л.",
         "about": "Справа № 17"},
    ]  # fmt: skip


def _track() -> Track:
    monday = date(2025, 9, 15)
    off = {monday + timedelta(days=number) for number in (5, 6, 12, 13)}
    working = [monday + timedelta(days=n) for n in range(1, 15) if monday + timedelta(days=n) not in off]
    counted = {on: number for number, on in enumerate(working, 1)}
    one = timedelta(days=1)
    rules = [
        TrackRule("Поліція", "24 години", monday, monday + one, "soon", "10:35", "10:35", href="#"),
        TrackRule("Батьки, 1 з 2", "прострочено на 3 год", monday, monday + one, "late", "10:35", "10:35", href="#"),
        TrackRule("Служба у справах дітей", "виконано о 14:20", monday, monday + one, "done", met_on=monday, href="#"),
        TrackRule("Засідання комісії", "3 робочі дні", monday, working[2], "", "подано", counted=counted, href="#"),
        TrackRule("Завершення розгляду", "10 робочих днів", monday, working[9], "", "подано", counted=counted, href="#"),
    ]
    return lay_out(rules, today=monday + one, days_off=off)


def _roll(field: str, options: list[tuple[str, str]]) -> list[dict[str, Any]]:
    people = [
        ("Олена Дорошенко", "голова, директорка · з 14:52", 0), ("Ірина Кравець", "психологиня · з 14:50", 0),
        ("Тарас Мельник", "учитель історії · з 14:57", 1), ("Ольга Шевчук", "служба у справах дітей", None),
    ]  # fmt: skip
    return [
        {"id": f"{field}{n}", "name": name, "note": note, "field": field, "action": "#", "is_closed": field == "b" and n == 3,
         "options": [(value, label, index == chosen) for index, (value, label) in enumerate(options)]}
        for n, (name, note, chosen) in enumerate(people)
    ]  # fmt: skip


def _events() -> list[dict[str, Any]]:
    at = datetime(2025, 9, 15, 13, 40, tzinfo=UTC)
    return [
        {"title": "Повідомлено батька Софії Л.", "by": "Ірина Кравець", "at": at,
         "lines": ["Телефоном, підтвердив. Права роз’яснено, пам’ятку надіслано."]},
        {"title": "Повідомлено службу у справах дітей", "by": "Ірина Кравець", "at": at - timedelta(hours=2),
         "recorded_at": at, "lines": ["Лист вих. № 01-18/204, вх. № 1137."], "tag": {"word": "Виконано вчасно", "kind": "done"}},
        {"title": "Відкрито справу за повідомленням № 31", "by": "Олена Дорошенко", "at": at - timedelta(hours=6)},
    ]  # fmt: skip


def _table() -> dict[str, Any]:
    heads = ["№", "Показник", "Усього", "Психологічний", "Фізичний", "Кібербулінг", "Економічний", "Сексуальний", "Зміна"]
    lines = [
        (1, "Зареєстровано повідомлень", 146, 61, 38, 33, 9, 5, "+14"),
        (2, "Справ, визнаних булінгом", 58, 25, 14, 14, 3, 2, "+7"),
        (8, "Повторних випадків за рік", 11, 5, 3, 3, "–", "–", "−3"),
    ]
    return {
        "caption": "Дванадцять показників", "note": "за видами; число відкриває школи", "is_framed": True,
        "columns": [{"label": head, "is_number": head != "Показник"} for head in heads],
        "rows": [[
            {"text": line[0], "is_number": True, "is_quiet": True}, {"text": line[1], "is_head": True},
            {"text": line[2], "is_number": True, "is_total": True, "href": "#"},
            *({"text": value, "is_number": True} for value in line[3:]),
        ] for line in lines],
    }  # fmt: skip
