"""What may not be a measure is found however it is worded and typed; what is none of it passes, or is explained."""

import re
import tomllib
from pathlib import Path

import pytest

from safeguard.procedures import catalogue
from safeguard.procedures.duties import FORBIDDEN_KINDS, duties_of, read_duties
from safeguard.procedures.reader import RulebookError
from safeguard.procedures.spoken import letters

HELD = {name: catalogue.load_procedure(name, catalogue.versions(name)[-1]) for name in catalogue.procedures()}
MEANT = {
    "expulsion": [
        # Ukrainian
        "Відрахувати учня К-1", "Учня відраховано", "відрахування зі складу учнів", "Виключити К-1 з ліцею",
        "виключення із закладу", "Виключити учня", "вигнати зі школи", "припинити навчання учня",
        # Russian
        "Отчислить К-1", "отчисление", "ученик отчислен", "Исключить из школы", "исключение из лицея",
        "выгнать из гимназии", "прекратить обучение ученика",
        # Kazakh
        "Оқушыны оқудан шығару", "мектептен шығарылсын", "мектебінен шығару", "лицейден шығару",
        "гимназиядан шығарсын", "колледжден шығару", "мектептен қуу", "оқудан шеттету", "оқудан босату",
        "оқушылар қатарынан шығару",
        # English
        "Expel the pupil", "expulsion", "exclude K-1 from the school", "exclusion from school",
    ],
    "transfer": [
        "Перевести К-1 до іншої школи", "Перевести К-1 до ліцею № 5", "перевести в сусідню школу",
        "переведення до іншого закладу", "К-1 переведено до гімназії", "переводити в іншу школу",
        "перевід до іншої школи", "перехід до іншого закладу", "перейти в іншу школу", "забрати документи зі школи",
        "Перевести К-1 в школу № 5", "перевод в другую школу", "К-1 переведён в лицей", "переводом в гимназию",
        "Перевести до другой школы", "переход в другую школу", "перейти в другую школу", "сменить школу",
        "забрать документы", "родители забирают документы",
        "басқа мектепке ауыстыру", "№ 5 мектепке ауыстырылсын", "мектебін ауыстыру", "лицейге ауысу",
        "басқа гимназияға ауыстыру", "басқа мектепке көшіру", "құжаттарын алу",
        "Transfer the pupil", "transferring to another school", "move K-1 to a different school", "switch schools",
    ],
    "quiet_dismissal": [
        "Звільнити за власним бажанням", "звільнення", "вчителя звільнено", "звільняється", "непродовження договору",
        "не продовжувати з учителем договір", "розірвати трудовий договір", "розірвання контракту",
        "за угодою сторін",
        "Уволить учителя", "увольнение", "уволен", "по собственному желанию", "не продлевать договор",
        "непродление договора", "расторгнуть договор", "расторжение контракта", "по соглашению сторон",
        "жұмыстан босату", "жұмыстан шығару", "жұмыстан кету", "өз еркімен кету", "келісімшартты ұзартпау",
        "еңбек шартын бұзу", "тыныш кету",
        "dismiss the teacher", "resignation", "terminate the contract", "not renewing the contract",
        "non renewal of the contract", "nonrenewal",
    ],
    "confidentiality_agreement": [
        "Підписати угоду про нерозголошення", "зобов'язання не розголошувати", "договір про конфіденційність",
        "соглашение о неразглашении", "обязать не разглашать", "соглашение о конфиденциальности",
        "құпиялылық туралы келісім", "құпия сақтау туралы келісім", "жария етпеу туралы келісім",
        "non-disclosure agreement", "nondisclosure", "sign an NDA", "confidentiality agreement",
        "agreement not to disclose",
    ],
    "settlement": [
        "Укласти мирову угоду", "мировою угодою", "полюбовно", "угода про примирення",
        "мировое соглашение", "мировым соглашением", "соглашение о примирении", "замять дело",
        "бітімгершілік келісім жасасу", "татуласу туралы келісім",
        "settle the allegation", "out-of-court agreement", "amicable agreement",
    ],
    "academic_leave": [
        "академічна відпустка", "академічну відпустку", "академвідпустка", "академический отпуск",
        "в академическом отпуске", "академотпуск", "академиялық демалыс беру", "academic leave",
    ],
}  # fmt: skip
EVERY = [pytest.param(kind, words, id=words) for kind, found in MEANT.items() for words in found]


def named(words, procedure="kz-2021"):
    return {key for key, each in duties_of(HELD[procedure]).prohibitions.items() if each.is_named_in(words)}


@pytest.mark.parametrize(("kind", "words"), EVERY)
def test_it_is_found_in_every_language_in_both_countries(kind, words):
    assert kind in named(words)
    for name, held in HELD.items():
        if kind in duties_of(held).prohibitions:
            assert kind in named(words, name)


# --- however it is typed ---

_TO_LATIN = str.maketrans("аеікорсхуАВЕІКМНОРСТХ", "aeikopcxyABEIKMHOPCTX")
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _TO_LATIN.items()}
TYPED = {
    "in capitals": str.upper,
    "with no-break spaces": lambda words: words.replace(" ", "\N{NO-BREAK SPACE}"),
    "with narrow no-break spaces and tabs": lambda words: words.replace(" ", "\N{NARROW NO-BREAK SPACE}\t"),
    "on lines of their own": lambda words: words.replace(" ", "\n"),
    "with Latin letters that look alike": lambda words: words.translate(_TO_LATIN),
    "with Cyrillic letters that look alike": lambda words: words.translate(_TO_CYRILLIC),
    "in capitals with Latin letters": lambda words: words.upper().translate(_TO_LATIN),
    "divided at the end of a line": lambda words: re.sub(r"(\w{3})(\w{3})", "\\1-\n\\2", words),
    "hyphenated": lambda words: re.sub(r"(\w{3})(\w{3})", "\\1-\\2", words),
    "with soft hyphens": lambda words: re.sub(r"(\w{2})(\w)", "\\1\N{SOFT HYPHEN}\\2", words),
    "with zero-width characters": lambda words: re.sub(r"(\w{2})(\w)", "\\1\N{ZERO WIDTH SPACE}\\2", words),
    "with accents": lambda words: re.sub(r"([аоуеи])", "\\1\N{COMBINING ACUTE ACCENT}", words),
    "with quotation marks and full stops": lambda words: f"«{words}».",
}


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize(("kind", "words"), EVERY)
def test_it_is_found_however_it_is_typed(kind, words, typed):
    assert kind in named(TYPED[typed](words))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("expulsion", "окудан шыгару"),
        ("transfer", "баска мектепке ауыстыру"),
        ("quiet_dismissal", "жумыстан босату"),
        ("settlement", "битимгершилик келисим"),
        ("confidentiality_agreement", "купиялылык туралы келисим"),
        ("transfer", "переведен в лицей"),
    ],
)
def test_kazakh_on_a_russian_keyboard_and_russian_without_its_dots_are_read_too(kind, words):
    assert kind in named(words)


# --- what is none of it ---


@pytest.mark.parametrize(
    "words",
    [
        "Провести тренінг про безпеку в чатах",
        "Пішохідний перехід біля школи: чергування вчителя",
        "Перехід на іншу парту, окремо від К-2",
        "Перевести розмову на інше, потім до інших справ",
        "Перерва: чергування на сходах; перевірити за тиждень",
        "Комісія перевірить відвідування до іншого засідання",
        "Внести зміни до правил закладу",
        "Індивідуальні бесіди психолога щотижня",
        "Провести беседу, проверить через неделю",
        "Переводчик для бесед с родителями",
        "Комиссия шешім шығарды",
        "Мектеп психологымен апта сайын әңгіме",
        "Мектепте екінші ауысымда кезекшілік",
        "Weekly talks with the psychologist",
        "A teacher on duty at the crossing",
    ],
)
def test_plain_measures_pass_without_a_question(words):
    assert named(words) == set()


# --- the file ---


def test_a_word_is_the_same_in_letters_that_look_alike():
    assert letters("ПЕРЕВОД") == letters("ΠЕРЕВОД".replace("Π", "П")) == letters("пepeвoд")
    assert letters("Қазақ ЁЛКА") == "казак елка"


def test_the_further_words_speak_of_every_kind_in_every_language():
    found = read_duties(catalogue.RULEBOOK / "kz/duties/kz-2021@2021-12-29.toml").prohibitions
    assert set(found) == FORBIDDEN_KINDS
    tables = tomllib.loads((catalogue.RULEBOOK / "words@1.toml").read_text(encoding="utf-8"))
    assert set(tables) == FORBIDDEN_KINDS
    for kind, words in tables.items():
        assert set(words) == {"uk", "kk", "ru", "en"}
        assert all(words.values())
        assert {word for each in words.values() for word in each} <= set(found[kind].words)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('uk = ["відчисл"', 'uk = ["Відчисл"', "words are small letters"),
        ("[settlement]", "[settlements]", "'settlement' is missing"),
        ("kk = [", "xx = [", "unknown key 'xx'"),
        ("[settlement]", "[whipping]\n[settlement]", "unknown key 'whipping'"),
    ],
)
def test_a_wrong_file_of_words_is_refused(tmp_path: Path, old, new, reason):
    text = (catalogue.RULEBOOK / "words@1.toml").read_text(encoding="utf-8").replace(old, new, 1)
    (tmp_path / "words@1.toml").write_text(text, encoding="utf-8")
    duties = tmp_path / "kz/duties/kz-2021@2021-12-29.toml"
    duties.parent.mkdir(parents=True)
    duties.write_bytes((catalogue.RULEBOOK / "kz/duties/kz-2021@2021-12-29.toml").read_bytes())
    with pytest.raises(RulebookError, match=re.escape(reason)):
        read_duties(duties)


def test_a_correction_is_the_file_with_the_next_number(tmp_path: Path):
    text = (catalogue.RULEBOOK / "words@1.toml").read_text(encoding="utf-8")
    duties = tmp_path / "kz/duties/kz-2021@2021-12-29.toml"
    duties.parent.mkdir(parents=True)
    duties.write_bytes((catalogue.RULEBOOK / "kz/duties/kz-2021@2021-12-29.toml").read_bytes())
    (tmp_path / "words@2.toml").write_text(text, encoding="utf-8")
    (tmp_path / "words@10.toml").write_text(text.replace('"відчисл"', '"списат"'), encoding="utf-8")
    assert read_duties(duties).prohibitions["expulsion"].is_named_in("Списати зі школи")
