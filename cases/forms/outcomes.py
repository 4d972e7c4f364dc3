"""What a measure or an outcome contains of what the texts forbid: asked each time, with the place in the text."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.domain.outcomes import Contents
from cases.forms.access import ReasonForm
from safeguard.forms import CheckboxesField, GovForm, WordsField
from safeguard.procedures.duties import Prohibition

NONE = "none"


class ContentsForm(GovForm):
    """Nothing is chosen beforehand: who records it reads the list."""

    contains = CheckboxesField(
        label=gettext_lazy("Does it contain one of these?"),
        help_text=gettext_lazy("The texts don't allow them, or not yet. Read the list, then answer."),
        error_messages={"required": gettext_lazy("Say which of these it contains, or that it contains none.")},
    )
    why_not = WordsField(
        label=gettext_lazy("If the words speak of one and don't mean it: why"),
        help_text=gettext_lazy("For example: it was proposed and is refused. Kept sealed in the chronology."),
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, prohibitions: Iterable[Prohibition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, known = get_language() or "en", list(prohibitions)
        if not known:
            del self.fields["contains"], self.fields["why_not"]
            return
        field = self.fields["contains"]
        titles = [(each.key, _capital(each.title.in_(language))) for each in known]
        field.choices = [*titles, (NONE, _("None of these"))]
        sources = {each.key: _source(each, language) for each in known}
        if len(set(sources.values())) == 1:
            field.help_text = f"{field.help_text} {next(iter(sources.values()))}."
        else:
            field.widget.hints = sources

    def clean_contains(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["contains"]
        if NONE in chosen and len(chosen) > 1:
            self.add_error("contains", _("“None of these” can't stand beside one of them."))
        return chosen

    @property
    def contents(self) -> Contents:
        chosen = set(self.cleaned_data.get("contains", ()))
        return Contents(frozenset(chosen - {NONE}), NONE in chosen, self.cleaned_data.get("why_not", ""))


class OutcomeForm(ContentsForm, ReasonForm):
    """A move of the case that says what came of it."""

    field_order = ("reason", "contains", "why_not")


def _source(each: Prohibition, language: str) -> str:
    """A refusal of the product isn't passed off as one of the text."""
    place = each.citation.in_(language)
    if not each.is_default:
        return place
    return _("The text has no such words; the system refuses it for the sake of this place: %(place)s") % {
        "place": place
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
