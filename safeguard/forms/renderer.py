"""What stands between a Django form and the page: our templates and a bound field that knows its notes."""

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class GovBoundField(BoundField):
    """Adds to Django's: who will read the answer, the order of the notes, and where an error link leads."""

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_hint"

    @property
    def seen_id(self) -> str:
        return f"{self.auto_id}_seen"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def seen_by(self) -> str:
        return getattr(self.field, "seen_by", "")

    @property
    def size(self) -> str:
        """Legend and label size: s in a form of several questions, l where the question is the page."""
        return getattr(self.field, "size", "s")

    @property
    def is_optional(self) -> bool:
        return not self.field.required and not self.field.disabled and getattr(self.field, "says_optional", True)

    @property
    def aria_describedby(self) -> str | None:
        """Hint, readers, error: in the order in which they stand on the page."""
        if self.field.widget.attrs.get("aria-describedby") or not self.auto_id or self.is_hidden:
            return None
        is_box = self.widget_type == "checkbox"
        notes = [
            (self.hint_id, self.help_text),
            (self.seen_id, self.seen_by and not is_box),
            (self.error_id, self.errors),
        ]
        return " ".join(id_ for id_, is_there in notes if is_there) or None

    @property
    def focus_id(self) -> str:
        """The first input: where the error summary's link puts the cursor."""
        first = getattr(self.field.widget, "first_id", None)
        if first is not None:
            return str(first(self.auto_id))
        if self.use_fieldset:
            return f"{self.auto_id}_0"
        return str(self.id_for_label or self.auto_id)


class GovRenderer(TemplatesSetting):
    """`templates/_ui` for forms and fields, `templates/django/forms/widgets` for the inputs."""

    form_template_name = "_ui/form.html"
    formset_template_name = "_ui/formset.html"
    field_template_name = "_ui/field.html"
    bound_field_class = GovBoundField
